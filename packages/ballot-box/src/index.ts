export * from './box.ts';
export * from './settings.ts';
export * from './store/box-store.ts';
export * from './store/open-box-store.ts';
