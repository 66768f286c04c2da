/**
 * Versions of the Admin REST API that can be asked for, newest first: the stable ones of July 2026
 * and the deprecated ones before them. SHOPLINE serves an endpoint that newer versions no longer
 * have by the last stable version with it; what a version answers after its end is not documented.
 */
export const API_VERSIONS = [
	'v20260601',
	'v20260301',
	'v20251201',
	'v20250601',
	'v20250301',
	'v20241201',
	'v20240601',
	'v20240301',
] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

export const USUAL_VERSION: ApiVersion = 'v20260601';

/** The limits of longer texts came with v20250601 (inferred: the version in between is not known). */
export const isEarly = (version: unknown): boolean =>
	String(version ?? USUAL_VERSION) < 'v20250601';
