import type { Effect } from '../shopify/store.mts';
import { Random } from '../random.mts';
import type { Row } from './forms.mts';

export interface ShoplazzaAmounts {
	products: number;
	customers: number;
	orders: number;
}

/** The stored data of the Shoplazza store: records in the fields of 2026-01. */
export class ShoplazzaStore {
	readonly products: Row[] = [];
	readonly customers: Row[] = [];
	readonly orders: Row[] = [];
	readonly locations: Row[] = [];
	/** Webhook subscriptions. */
	readonly hooks: Row[] = [];
	/** Stock by inventory item and location. */
	readonly levels = new Map<string, Row>();
	readonly effects: Effect[] = [];
	/** What was fetched from the addresses of new images. */
	readonly fetched = new Map<string, Buffer>();
	/** Contents of the store's images, by the names of their files. */
	readonly contents = new Map<string, Buffer>();
	/** Where those contents are served; set by the room. */
	cdn = '//cdn.shoplazza.com';
	currentRequest = 0;
	/** While it is seeded its clock stands still: it was all made when the clock started. */
	seeding = true;
	readonly random: Random;
	private readonly baseTime: number;
	private lastItem = 1000;

	constructor(
		seed: number,
		baseDate: string,
		/** When the store's clock started, ms since 1970. */
		private readonly started: number,
	) {
		this.random = new Random(seed);
		this.baseTime = Date.parse(baseDate);
	}

	/** The store's clock, so many hours ago. */
	now(hoursAgo = 0): string {
		const passed = this.seeding ? 0 : Date.now() - this.started;
		const at = this.baseTime + passed - hoursAgo * 3_600_000;
		return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
	}

	id(): string {
		return this.random.uuid();
	}

	/** The number of the next inventory item. */
	nextItem(): string {
		return String(++this.lastItem);
	}

	effect(mutation: string, id: unknown, change: string): void {
		const number = this.effects.length + 1;
		this.effects.push({ number, mutation, id: String(id), change, request: this.currentRequest });
	}

	product(id: string): Row | undefined {
		return this.products.find((one) => one.id === id);
	}

	/** A variant with its product. */
	variant(id: string): { product: Row; variant: Row } | undefined {
		for (const product of this.products) {
			const variant = (product.variants as Row[]).find((one) => one.id === id);
			if (variant) return { product, variant };
		}
		return undefined;
	}

	level(item: string, location: string): Row | undefined {
		return this.levels.get(`${item}/${location}`);
	}

	setLevel(item: string, location: string, stock: number): Row {
		const row = {
			inventory_item_id: item,
			location_id: location,
			stock,
			updated_at: this.now(),
		};
		this.levels.set(`${item}/${location}`, row);
		return row;
	}
}
