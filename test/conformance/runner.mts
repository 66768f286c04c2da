import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ShopifyAdminTokenApi } from '../../credentials/ShopifyAdminTokenApi.credentials.ts';
import { ShopifyAdmin } from '../../nodes/Shopify/ShopifyAdmin.node.ts';
import { deviationFor } from '../catalogue/reasons.mts';
import { runNode } from '../workflows/harness.mts';
import type { Meter, Reading } from './meter.mts';
import { anyOfPaths, compareShape } from './shape.mts';
import { isThere, sampleOf, type Outcome, type Step, type World } from './step.mts';

/** One row of the table. */
export interface Row extends Reading {
	name: string;
	ms: number;
	result: 'held' | 'failed' | 'skipped' | 'not there yet';
	/** Why it failed or was skipped. */
	remarks: string[];
	/** Documented parts that the answer had no example of. */
	unchecked: string[];
	/** What the node told the user beside its output. */
	hints: string[];
}

export interface Server {
	meter: Meter;
	token: string;
	/** Admin API version to ask for; the node's own when left out. */
	version?: string;
}

const PAUSE_MS = 2000;

const pause = async (ms: number) => await new Promise((done) => setTimeout(done, ms));

/** Runs the node once in n8n's own engine. */
async function runStep(step: Step, world: World, { meter, token, version }: Server) {
	const parameters: INodeParameters = {
		authentication: 'accessToken',
		resource: step.resource,
		operation: step.operation,
		...step.parameters?.(world),
		...(version ? { options: { apiVersion: version } } : {}),
	};
	const run = await runNode({
		node: new ShopifyAdmin(),
		parameters,
		credentials: {
			shopifyAdminTokenApi: {
				type: new ShopifyAdminTokenApi(),
				data: { shop: 'conformance', accessToken: token, apiSecret: '', baseUrl: meter.baseUrl },
			},
		},
		items: step.items?.(world),
		executionId: `${world.mark}-${Math.random()}`,
		...(step.keepsErrors ? { onError: 'continueRegularOutput' as const } : {}),
	});
	const items = run.items.map(({ json }) => json);
	const { message, description } = run.error ?? {};
	const error = message === undefined ? undefined : { message, advice: description ?? '' };
	const hints = run.hints.map(({ message }) => message);
	const outcome: Outcome = { items, payload: items[0] ?? {}, error };
	return { outcome, hints };
}

/** n8n refuses to start a node whose parameters it finds wanting. */
const notRun = (reason: Error): Awaited<ReturnType<typeof runStep>> => ({
	outcome: { items: [], payload: {}, error: { message: reason.message, advice: '' } },
	hints: [],
});

/** Compares the payload with the documented sample; lists get the paths of one entry. */
function shapeOf(step: Step, { items, payload }: Outcome) {
	if (!step.nulls) return { deviations: [], unchecked: [] };
	const { output } = sampleOf(step.resource, step.operation);
	// A list without a wrapper: each of its records is an item.
	if (Array.isArray(output)) {
		return compareShape(output, items, { mayBeNull: anyOfPaths(step.nulls, '[]') });
	}
	const documented = output;
	const [key] = Object.keys(documented);
	const listed = Array.isArray(documented[key]);
	const nulls = anyOfPaths(step.nulls, listed ? `${key}[]` : key);
	const cursors = anyOfPaths(['next_page', 'previous_page']);
	const mayBeNull = (path: string) => nulls(path) || cursors(path);
	return compareShape(sampleFor(step, documented, key), payload, { mayBeNull });
}

/** The sample, with the record of another operation where the step names one. */
function sampleFor(step: Step, documented: IDataObject, key: string): IDataObject {
	if (!step.sample) return documented;
	const [record] = Object.values(sampleOf(step.resource, step.sample).output as IDataObject);
	return { ...documented, [key]: Array.isArray(documented[key]) ? [record] : record };
}

/** Why a step has nothing to work on. */
function skippedFor({ needs = [] }: Step, world: World): string | undefined {
	const thing = needs.find((one) => world[one] === undefined);
	return thing && (world.missing[thing] ?? `there is no ${named(thing)}`);
}

/** 'draftedOrder' → 'drafted order' */
const named = (thing: string): string =>
	thing.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Tries one step, and again while its patience lasts. */
export async function tryStep(step: Step, world: World, server: Server): Promise<Row> {
	const name = `${step.resource} ${step.operation}${step.about ? ` (${step.about})` : ''}`;
	const row: Row = {
		name,
		requests: 0,
		points: 0,
		ms: 0,
		result: 'held',
		remarks: [],
		unchecked: [],
		hints: [],
	};
	if (!isThere(step)) return without(step, world, { ...row, result: 'not there yet' });
	const missing = skippedFor(step, world);
	if (missing) return without(step, world, { ...row, result: 'skipped', remarks: [missing] });

	const begin = performance.now();
	server.meter.read();
	for (;;) {
		const { outcome, hints } = await runStep(step, world, server).catch(notRun);
		const { requests, points } = server.meter.read();
		row.requests += requests;
		row.points += points;
		row.ms = performance.now() - begin;
		row.hints = hints;
		if (outcome.error !== undefined) {
			const { message, advice } = outcome.error;
			if (step.mayRefuse?.(world)?.test(message)) {
				return { ...row, hints: [...hints, `refused, as it may be: ${message}`] };
			}
			const remarks = [[message, advice].filter((part) => part !== '').join(' – ')];
			const result = step.optional ? 'skipped' : 'failed';
			return without(step, world, { ...row, result, remarks });
		}
		const idle = step.idle?.(outcome, world);
		if (idle) return { ...row, result: 'skipped', remarks: [idle] };
		const { deviations, unchecked } = shapeOf(step, outcome);
		const unexplained = deviations.filter((each) => deviationFor(each) === undefined);
		const complaints = step.check?.(outcome, world) ?? [];
		row.remarks = [...unexplained, ...complaints];
		row.unchecked = unchecked;
		const holds = row.remarks.length === 0;
		// Time changes what is found, not the shape of it.
		if (complaints.length === 0 || row.ms > (step.patience ?? 0)) {
			// What was made is kept also when it is not as it should be: later steps and the
			// cleaning-up need it.
			step.keep?.(outcome, world);
			if (step.makes) delete world.missing[step.makes];
			return holds ? row : { ...row, result: 'failed' };
		}
		await pause(PAUSE_MS);
	}
}

/** A row of a step that made nothing: what needs its thing learns why there is none. */
function without({ makes }: Step, world: World, row: Row): Row {
	if (makes === undefined || world[makes] !== undefined) return row;
	const [reason] = row.remarks[0]?.split(' – ') ?? [];
	world.missing[makes] ??= reason?.startsWith('no ')
		? reason
		: `no ${named(makes)} could be made (${reason ?? row.result})`;
	return row;
}
