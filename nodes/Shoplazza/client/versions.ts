/** Versions of Shoplazza's API that can be chosen, oldest first. */
export const API_VERSIONS = ['2022-01', '2025-06', '2026-01', '2026-07'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** The version in which the vendor's own command line works. */
export const PINNED_VERSION: ApiVersion = '2026-01';

/**
 * Whether a version has the newer forms, which came with 2025-06: lists of texts instead of texts
 * joined by commas, numbers for prices, cursors on every list, inventory by location.
 * Documented for 2022-01 and 2026-01. For 2025-06 it is inferred from the names of the vendor's
 * schemas (v202506), and 2026-07 is announced as a change of the prefix only.
 */
export const isModern = (version: ApiVersion): boolean => version !== '2022-01';
