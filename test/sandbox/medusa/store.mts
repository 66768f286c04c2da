import type { Effect } from '../shopify/store.mts';

export type Row = Record<string, unknown> & { id: string };

/** A text or a number as text; empty for everything else. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A record without some of its fields. */
export const without = (row: Record<string, unknown>, ...names: string[]) =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

export interface Variant {
	id: string;
	title: string;
	sku: string;
	/** By currency, in major units. */
	prices: Record<string, number>;
}

export interface Product {
	id: string;
	handle: string;
	title: string;
	description: string;
	status: string;
	collection: string;
	type: string;
	tag: string;
	channel: string;
	thumbnail: string;
	createdAt: string;
	variants: Variant[];
}

export interface Order {
	id: string;
	displayId: number;
	email: string;
	status: string;
	region: string;
	channel: string;
	total: number;
	createdAt: string;
}

/** The data of an embedded Medusa server; the same goods on both versions. */
export class MedusaStore {
	readonly effects: Effect[] = [];
	readonly products: Product[] = [];
	readonly orders: Order[] = [];
	readonly named: Record<string, Row[]> = {
		collections: [
			{ id: 'pcol_01SUMMER', title: 'Summer', handle: 'summer' },
			{ id: 'pcol_01WINTER', title: 'Winter', handle: 'winter' },
		],
		product_types: [
			{ id: 'ptyp_01MUG', value: 'Mug' },
			{ id: 'ptyp_01SHIRT', value: 'Shirt' },
		],
		product_tags: [
			{ id: 'ptag_01NEW', value: 'new' },
			{ id: 'ptag_01SALE', value: 'sale' },
		],
		sales_channels: [
			{ id: 'sc_01WEB', name: 'Web Shop' },
			{ id: 'sc_01POS', name: 'Point of Sale' },
		],
		regions: [{ id: 'reg_01EU', name: 'Europe', currency_code: 'eur' }],
	};
	/** Uploaded and exported files by their key. */
	readonly files = new Map<string, Buffer>();
	/** Journal number of the request that is being answered. */
	currentRequest = 0;
	private counts = new Map<string, number>();

	constructor(products: number) {
		for (let index = 0; index < products; index++) this.addProduct(index);
		for (let index = 0; index < 3; index++) {
			this.orders.push({
				id: this.id('order'),
				displayId: index + 1,
				email: `buyer${index + 1}@example.com`,
				status: index === 2 ? 'canceled' : 'pending',
				region: 'reg_01EU',
				channel: 'sc_01WEB',
				total: 25.5 + index,
				createdAt: `2026-11-${10 + index}T09:00:00.000Z`,
			});
		}
	}

	private addProduct(index: number) {
		const odd = index % 2 === 1;
		const number = String(index + 1).padStart(2, '0');
		this.products.push({
			id: this.id('prod'),
			handle: `lab-mug-${number}`,
			// Text that a careless reader of CSV breaks.
			title: index === 0 ? 'Mug "Größe"; blue, 0,3 l' : `Lab Mug ${number}`,
			description: index === 0 ? 'First line\nsecond; line, with "quotes"' : `Mug ${number}`,
			status: index % 4 === 3 ? 'draft' : 'published',
			collection: odd ? 'pcol_01WINTER' : 'pcol_01SUMMER',
			type: odd ? 'ptyp_01SHIRT' : 'ptyp_01MUG',
			tag: odd ? 'ptag_01SALE' : 'ptag_01NEW',
			channel: odd ? 'sc_01POS' : 'sc_01WEB',
			thumbnail: `https://img.example.com/mug-${number}.png`,
			createdAt: `2026-10-${String((index % 28) + 1).padStart(2, '0')}T09:00:00.000Z`,
			variants: ['S', 'L'].map((title) => ({
				id: this.id('variant'),
				title,
				sku: `MUG-${number}-${title}`,
				prices: { eur: 10.5 + index, usd: 12.5 + index },
			})),
		});
	}

	/** A new id; ids rise. */
	id(kind: string): string {
		const count = (this.counts.get(kind) ?? 0) + 1;
		this.counts.set(kind, count);
		return `${kind}_01SANDBOX${String(count).padStart(17, '0')}`;
	}

	/** Notes a change of stored state. */
	changed(mutation: string, id: string, change = ''): void {
		const number = this.effects.length + 1;
		this.effects.push({ number, mutation, id, change, request: this.currentRequest });
	}
}
