import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { parseJson } from '../../../shared/shapes';
import { isObject } from '../../../shared/json';

/** Where an image goes: a product's number in Shopify and a place in its listing, from 1. */
export interface Destination {
	productId: string;
	position: number;
}

/** One image of an export job, as Dash documents it. */
export interface ExportItem {
	/** Documented as "any": an asset of Dash, or an image of the shop. */
	source: unknown;
	productFileDestinations: Destination[];
}

/**
 * Forms of `source`, inferred from Dash's other objects, whose kinds are told by a `type` in capital
 * letters. Dash's public documentation only says "any".
 */
export const SOURCE_FORMS = {
	asset: '{ "type": "ASSET", "assetId": "{ID}" }',
	image: '{ "type": "SHOPIFY_IMAGE", "imageId": "{ID}" }',
} as const;

/** A form with an ID in place of {ID}. @throws InputError when that is not JSON */
export function filled(form: string, id: string): unknown {
	return parseJson(form.split('{ID}').join(JSON.stringify(id).slice(1, -1)), 'The form of source');
}

/**
 * Checks a documented list of items.
 *
 * @throws InputError that names what is missing
 */
export function documentedItems(value: unknown, at: string): ExportItem[] {
	if (!Array.isArray(value) || value.length === 0) {
		throw new InputError(`'${at}' must be a list of items`);
	}
	return value.map((item: unknown, index) => {
		const where = `${at}[${index}]`;
		if (!isObject(item) || item.source === undefined || item.source === null) {
			throw new InputError(`'${where}.source' is required`);
		}
		const { source, productFileDestinations: destinations, ...unknown } = item;
		const [strange] = Object.keys(unknown);
		if (strange !== undefined) throw new InputError(`Unknown field '${where}.${strange}'`);
		if (!Array.isArray(destinations) || destinations.length === 0) {
			throw new InputError(`'${where}.productFileDestinations' must be a list of products`);
		}
		return {
			source,
			productFileDestinations: destinations.map((one: unknown, place) =>
				destination(one, `${where}.productFileDestinations[${place}]`),
			),
		};
	});
}

function destination(value: unknown, at: string): Destination {
	const { productId, position } = isObject(value) ? value : {};
	const id = typeof productId === 'number' ? String(productId) : productId;
	if (typeof id !== 'string' || id.trim() === '') {
		throw new InputError(`'${at}.productId' is required`);
	}
	if (!Number.isInteger(position) || Number(position) < 1) {
		throw new InputError(`'${at}.position' must be a whole number of 1 or more`);
	}
	return { productId: id.trim(), position: Number(position) };
}

/** One job: its items, and the calls that it serves. */
export interface Job {
	items: ExportItem[];
	calls: Call[];
}

/** A value as text, whatever the order of its keys. */
const named = (value: unknown): string =>
	JSON.stringify(value, (_key, one: unknown) =>
		isObject(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
			: one,
	);

/**
 * Groups what calls want to have exported into few jobs: one source with all its destinations, as
 * often as it is named, and each destination once.
 *
 * @param perJob sources of one job at most
 */
export function grouped(
	wanted: ReadonlyArray<{ call: Call; items: readonly ExportItem[] }>,
	perJob: number,
): Job[] {
	const sources = new Map<string, { item: ExportItem; calls: Set<Call> }>();
	for (const { call, items } of wanted) {
		for (const { source, productFileDestinations } of items) {
			const name = named(source);
			const known = sources.get(name) ?? {
				item: { source, productFileDestinations: [] },
				calls: new Set<Call>(),
			};
			sources.set(name, known);
			known.calls.add(call);
			const list = known.item.productFileDestinations;
			for (const one of productFileDestinations) {
				if (!list.some((other) => named(other) === named(one))) list.push(one);
			}
		}
	}
	const jobs: Job[] = [];
	const all = [...sources.values()];
	for (let start = 0; start < all.length; start += perJob) {
		const some = all.slice(start, start + perJob);
		jobs.push({
			items: some.map(({ item }) => item),
			calls: [...new Set(some.flatMap(({ calls }) => [...calls]))],
		});
	}
	return jobs;
}
