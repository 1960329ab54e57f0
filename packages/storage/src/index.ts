export * from './data-map.ts';
export * from './folder-hold.ts';
export * from './not-saved.ts';
export * from './open-store.ts';
export * from './ports/index.ts';
export * from './storage-fault.ts';
export * from './retention.ts';
export * from './unreadable.ts';
