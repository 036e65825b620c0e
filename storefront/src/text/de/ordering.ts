export const ordering = {};
