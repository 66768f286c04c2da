/** API versions that the node speaks, newest first. */
export const API_VERSIONS = ['2026-10', '2026-07'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** The version that is used unless Options say otherwise. */
export const [PINNED_VERSION] = API_VERSIONS;
