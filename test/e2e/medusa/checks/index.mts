import 'reflect-metadata';
import { v1Checks } from './v1.mts';
import { v1Refusals } from './v1-refusals.mts';
import { v2Checks } from './v2.mts';
import { v2Refusals } from './v2-refusals.mts';

// What the checks provoke on purpose is no news.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** The checks of each server, in their order: the first group leaves what the second looks at. */
export const checks = {
	'Medusa 1': [v1Checks, v1Refusals],
	'Medusa 2': [v2Checks, v2Refusals],
};
