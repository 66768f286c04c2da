// The sandbox as a child process of its own, so that its CPU and memory are in nobody's figures.
// Its parent asks it over the channel between them; see shop.mts.
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.mts';
import type { Amounts } from '../sandbox/shopify/seed/index.mts';
import type { Expected, Found, Objects, ShopCall, ShopLimits, ShopReply, Totals } from './shop.mts';

let started: Sandbox | undefined;
let cpuBefore = process.cpuUsage();

function sandbox(): Sandbox {
	if (started === undefined) throw new Error('The sandbox has not been started.');
	return started;
}

const numeric = (id: string): string => /\/(\d+)/.exec(id)?.[1] ?? '';

function prepare({ graphql, rest, available, bulkObjectsPerSecond }: ShopLimits): void {
	const { control } = sandbox();
	control.configure({ latencyMs: graphql.latencyMs });
	control.setBucket({
		maximum: graphql.capacity,
		restoreRate: graphql.restorePerSecond,
		available: available ?? graphql.capacity,
	});
	control.setRestBucket({ maximum: rest.capacity, restoreRate: rest.restorePerSecond });
	control.bulk({ objectsPerSecond: bulkObjectsPerSecond ?? null });
	control.clearJournal();
	cpuBefore = process.cpuUsage();
}

function totals(): Totals {
	const entries = sandbox().control.requests();
	const roots: Totals['roots'] = {};
	for (const { roots: names, requestedCost, actualCost } of entries) {
		for (const name of new Set(names)) {
			const root = (roots[name] ??= { requests: 0, requestedMost: 0, actualMost: 0 });
			root.requests++;
			root.requestedMost = Math.max(root.requestedMost, requestedCost ?? 0);
			root.actualMost = Math.max(root.actualMost, actualCost ?? 0);
		}
	}
	const { user, system } = process.cpuUsage(cpuBefore);
	return {
		requests: entries.length,
		throttled: entries.filter(({ throttled, status }) => throttled || status === 429).length,
		points: entries.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0),
		roots,
		document: entries.find(({ document }) => document !== null)?.document ?? null,
		cpuSeconds: (user + system) / 1e6,
		notModelled: [...new Set(entries.flatMap((entry) => entry.notModelled))],
	};
}

function objects(): Objects {
	const { products } = sandbox().shopify.db;
	return {
		products: products.length,
		variants: products.reduce((sum, { variants }) => sum + variants.length, 0),
		images: products.reduce((sum, { media }) => sum + media.length, 0),
	};
}

/** Every inventory level: items that are stocked somewhere, each at one location. */
function levels(): string[] {
	return sandbox().shopify.db.products.flatMap(({ variants }) =>
		variants.flatMap(({ item }) => {
			const level = item.levels.find(({ isActive }) => isActive);
			return item.tracked && level ? [`${numeric(item.id)}@${numeric(level.locationId)}`] : [];
		}),
	);
}

function ids({ kind, count }: { kind: string; count: number }): string[] {
	const { db } = sandbox().shopify;
	if (kind === 'levels') return levels().slice(0, count);
	return (kind === 'orders' ? db.orders : db.products).slice(0, count).map(({ id }) => numeric(id));
}

/** The present values, by the ids under which they are expected. */
function present(kind: string): Map<string, string | number | null> {
	const { db } = sandbox().shopify;
	if (kind === 'notes') return new Map(db.orders.map(({ id, note }) => [numeric(id), note]));
	if (kind === 'metafields') {
		return new Map(
			db.products.map(({ id, metafields }) => [
				numeric(id),
				metafields.find(({ namespace }) => namespace === 'bench')?.value ?? null,
			]),
		);
	}
	return new Map(
		db.products.flatMap(({ variants }) =>
			variants.flatMap(({ item }) =>
				item.levels.map(({ locationId, quantities }) => [
					`${numeric(item.id)}@${numeric(locationId)}`,
					quantities.available,
				]),
			),
		),
	);
}

function compare({ kind, expected }: { kind: string; expected: Expected }): Found {
	const values = present(kind);
	const changes = new Map<string, number>();
	for (const { id } of sandbox().control.effects()) changes.set(id, (changes.get(id) ?? 0) + 1);
	return {
		lost: expected.filter(([id, value]) => values.get(id) !== value).length,
		doubled: [...changes.values()].filter((times) => times > 1).length,
	};
}

const CALLS: Record<string, (argument: never) => unknown> = {
	start: async (options: SandboxOptions) => {
		started = await startSandbox(options);
		const { baseUrl, staticToken } = started.shopify;
		return { baseUrl, token: staticToken };
	},
	grow: (amounts: Partial<Amounts>) => sandbox().control.grow(amounts),
	prepare,
	totals,
	objects,
	ids,
	compare,
};

async function answer({ number, name, argument }: ShopCall): Promise<ShopReply> {
	try {
		return { number, value: await CALLS[name](argument as never) };
	} catch (error) {
		return { number, error: error instanceof Error ? error.message : String(error) };
	}
}

process.on('message', (call: ShopCall) => {
	void answer(call).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
