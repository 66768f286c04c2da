import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where recorded answers of real shops lie; they are not part of the package. */
export const FACTS = process.env.COMMERCE_OPS_FACTS ?? join(process.cwd(), '../shared');

const RECORDINGS = join(FACTS, 'recordings');

/** `describe`, or a skipped one that says why, when there are no recordings. */
export const describeRecorded: (name: string, tests: () => void) => void = existsSync(RECORDINGS)
	? describe
	: (name, tests) => describe.skip(`${name} (no recordings: set COMMERCE_OPS_FACTS)`, tests);

/** A part of a recording: any JSON object, with the names of the file and the way to it. */
export interface Part {
	file: string;
	object: Record<string, unknown>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function* objectsIn(value: unknown, file: string): Generator<Part> {
	if (Array.isArray(value)) {
		for (const entry of value) yield* objectsIn(entry, file);
	} else if (isObject(value)) {
		yield { file, object: value };
		for (const entry of Object.values(value)) yield* objectsIn(entry, file);
	}
}

/** All objects of all recordings. */
export function* recordedParts(): Generator<Part> {
	if (!existsSync(RECORDINGS)) return;
	for (const entry of readdirSync(RECORDINGS, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
		const path = join(entry.parentPath, entry.name);
		yield* objectsIn(JSON.parse(readFileSync(path, 'utf8')), path.slice(RECORDINGS.length + 1));
	}
}

/** The answers among them: objects with `data` or `errors` beside the envelope's other keys. */
export const recordedAnswers = (): Part[] =>
	[...recordedParts()].filter(({ object }) => {
		const others = Object.keys(object).filter(
			(key) => !['data', 'errors', 'extensions'].includes(key),
		);
		return (isObject(object.data) || Array.isArray(object.errors)) && others.length === 0;
	});

/** The payloads of mutations that were refused. */
export const recordedRefusals = (): Part[] =>
	[...recordedParts()].filter(({ object }) =>
		Object.entries(object).some(
			([key, value]) => /userErrors$/i.test(key) && Array.isArray(value) && value.length > 0,
		),
	);
