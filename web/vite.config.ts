import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      // The realtime host mounts build/handler.js in its own process (house decision 1).
      adapter: adapter({ out: 'build' }),
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // No inline style attributes from the server either: a leaf's words can never carry style.
          'style-src': ['self'],
          'img-src': ['self', 'data:'],
          // hooks.server.ts adds this host's own ws: or wss: address, which old Safari leaves out of 'self'.
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  // people 93: iOS Safari 15 and Chrome of about 2021.
  build: { target: ['safari15', 'chrome92', 'firefox91'], assetsInlineLimit: 0 },
});
