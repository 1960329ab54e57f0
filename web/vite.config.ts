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
          // Kit hides its own route announcer with one style attribute: that one, by its hash, and no other.
          'style-src-attr': [
            'unsafe-hashes',
            'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
          ],
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
