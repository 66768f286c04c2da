import { Random } from '../random.mts';
import type { Effect } from '../shopify/store.mts';

/** A stored record: its documented fields, as the platform answers them. */
export type Row = Record<string, unknown> & { id: string };

/** A text or a number as text; empty for everything else. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A record without some of its fields. */
export const without = (row: Record<string, unknown>, ...names: string[]) =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** How the ids of each kind begin, and how long they are, as in the documents' examples. */
const ID_FORMS = {
	product: ['160', 26],
	option: ['161', 26],
	variant: ['180', 26],
	order: ['210', 26],
	image: ['578', 19],
	item: ['570', 19],
	location: ['542', 19],
	customer: ['42', 10],
	address: ['20', 9],
	line: ['4', 6],
} as const;

export interface ShoplineAmounts {
	products: number;
	customers: number;
	orders: number;
}

/** The embedded shop's data. Ids rise, so that their order is the order of creation. */
export class ShoplineStore {
	readonly random: Random;
	readonly effects: Effect[] = [];
	/** What was fetched from the addresses of new images. */
	readonly fetched = new Map<string, Buffer>();
	/** Contents of images that the shop serves itself, by the names of their files. */
	readonly contents = new Map<string, Buffer>();
	/** Where those are served; undefined where the shop leaves images at the addresses given. */
	cdn: string | undefined;
	/** Products hold their images, options and variants. */
	readonly products = new Map<string, Row>();
	readonly orders = new Map<string, Row>();
	readonly customers = new Map<string, Row>();
	readonly locations: Row[] = [];
	/** Webhook subscriptions, and how many were ever made. */
	readonly hooks: Row[] = [];
	hookCount = 0;
	/** Stock by `item/location`. */
	readonly levels = new Map<string, Row>();
	/** Journal number of the request that is being answered. */
	currentRequest = 0;
	/** While it is seeded its clock stands still: it was all made when the clock started. */
	seeding = true;
	private readonly counts = new Map<string, number>();
	private readonly start: number;

	constructor(
		seed: number,
		baseDate: string,
		/** When the sandbox clock started, ms since 1970. */
		private readonly startedAt: number,
	) {
		this.random = new Random(seed + 11);
		this.start = Date.parse(baseDate);
	}

	/** A new id of a kind. */
	id(kind: keyof typeof ID_FORMS): string {
		const [prefix, length] = ID_FORMS[kind];
		const count = (this.counts.get(kind) ?? 0) + 1;
		this.counts.set(kind, count);
		return prefix + String(count * 37 + 1).padStart(length - prefix.length, '0');
	}

	/** The sandbox clock, as SHOPLINE writes times. */
	now(daysAgo = 0): string {
		const passed = this.seeding ? 0 : Date.now() - this.startedAt;
		const at = this.start + passed - daysAgo * 86_400_000;
		return new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
	}

	/** Notes a change of stored state. */
	changed(mutation: string, id: string, change = ''): void {
		const number = this.effects.length + 1;
		this.effects.push({ number, mutation, id, change, request: this.currentRequest });
	}

	/** The variants of all products, by id. */
	variant(id: string): { product: Row; variant: Row } | undefined {
		for (const product of this.products.values()) {
			const variant = (product.variants as Row[]).find((one) => one.id === id);
			if (variant) return { product, variant };
		}
		return undefined;
	}

	/** The variant that an inventory item belongs to. */
	variantOfItem(item: string): Row | undefined {
		for (const product of this.products.values()) {
			const found = (product.variants as Row[]).find((one) => one.inventory_item_id === item);
			if (found) return found;
		}
		return undefined;
	}

	/** Stock of an item at a location; null where it is not kept. */
	level(item: string, location: string): Row | undefined {
		return this.levels.get(`${item}/${location}`);
	}

	/** Sets the stock of an item at a location, and the sum that its variant shows. */
	stock(item: string, location: string, available: number): Row {
		const variant = this.variantOfItem(item);
		const level: Row = {
			id: `${item}/${location}`,
			available,
			inventory_item_id: item,
			location_id: location,
			updated_at: this.now(),
			variant_id: variant?.id,
		};
		this.levels.set(level.id, level);
		if (variant) {
			variant.inventory_quantity = this.locations
				.map(({ id }) => Number(this.level(item, id)?.available ?? 0))
				.reduce((sum, one) => sum + one, 0);
		}
		return level;
	}
}
