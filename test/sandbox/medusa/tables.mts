import { type MedusaStore, type Order, type Product, textOf } from './store.mts';

/** The CSV files that both versions write and read; columns as real servers have them, fewer. */

const quoted = (value: unknown, separator: string) => {
	const text = textOf(value);
	return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
};

const lines = (rows: unknown[][], separator: string) =>
	rows.map((row) => row.map((one) => quoted(one, separator)).join(separator)).join('\r\n') + '\r\n';

const V1_COLUMNS = [
	'Product Id',
	'Product Handle',
	'Product Title',
	'Product Description',
	'Product Status',
	'Variant Id',
	'Variant Title',
	'Variant SKU',
	'Price EUR',
	'Price USD',
];

/** Columns that 2.21 takes; an export has the refused ones besides. */
const V2_COLUMNS = [
	'Product Id',
	'Product Handle',
	'Product Title',
	'Product Description',
	'Product Status',
	'Variant Id',
	'Variant Title',
	'Variant Sku',
	'Variant Price EUR',
	'Variant Price USD',
];

const V2_REFUSED = ['Variant Thumbnail', 'Variant Image 1'];

const productRows = (products: Product[], images: boolean): unknown[][] =>
	products.flatMap((one) =>
		one.variants.map((variant) => [
			one.id,
			one.handle,
			one.title,
			one.description,
			one.status,
			variant.id,
			variant.title,
			variant.sku,
			variant.prices.eur,
			variant.prices.usd,
			...(images ? [one.thumbnail, one.thumbnail] : []),
		]),
	);

export const productsV1 = (products: Product[]) =>
	lines([V1_COLUMNS, ...productRows(products, false)], ';');

export const productsV2 = (products: Product[]) =>
	lines([[...V2_COLUMNS, ...V2_REFUSED], ...productRows(products, true)], ',');

const orderRows = (orders: Order[]) =>
	orders.map((one) => [one.id, one.displayId, one.status, one.createdAt, one.email, one.total]);

const ORDER_COLUMNS = ['Order_ID', 'Display_ID', 'Order status', 'Date', 'Customer Email', 'Total'];

export const ordersCsv = (orders: Order[], separator: string) =>
	lines([ORDER_COLUMNS, ...orderRows(orders)], separator);

/** The records of a CSV text, by one regular expression for a field and what ends it. */
export function recordsOf(text: string, separator: string): string[][] {
	const field = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, 'gy');
	const records: string[][] = [];
	let record: string[] = [];
	for (;;) {
		const found = field.exec(text);
		if (!found || (found[0] === '' && record.length === 0)) return records;
		const [, raw, end] = found;
		record.push(raw.startsWith('"') ? raw.slice(1, -1).replace(/""/g, '"') : raw);
		if (end === separator) continue;
		if (record.some((one) => one !== '')) records.push(record);
		record = [];
		if (end === '') return records;
	}
}

export interface Plan {
	refused?: string[];
	productsToCreate: number;
	productsToUpdate: number;
	variantsToCreate: number;
	variantsToUpdate: number;
	rows: Array<Record<string, string>>;
}

/** What an import would do. */
export function planOf(store: MedusaStore, text: string, version: 1 | 2): Plan {
	const [header = [], ...rows] = recordsOf(text, version === 1 ? ';' : ',');
	const known = version === 1 ? V1_COLUMNS : V2_COLUMNS;
	const named = rows.map((row) =>
		Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])),
	);
	const products = new Map(named.map((row) => [row['Product Id'] || row['Product Handle'], row]));
	const isNew = (row: Record<string, string>) => !row['Product Id'];
	const all = [...products.values()];
	return {
		refused: header.filter((name) => !known.includes(name)),
		productsToCreate: all.filter(isNew).length,
		productsToUpdate: all.filter((row) => !isNew(row)).length,
		variantsToCreate: named.filter((row) => !row['Variant Id']).length,
		variantsToUpdate: named.filter((row) => row['Variant Id']).length,
		rows: named,
	};
}

/** Does it. Out: false when a product ID is unknown, and then nothing has been changed. */
export function carryOut(store: MedusaStore, { rows }: Plan): boolean {
	const byId = new Map(store.products.map((one) => [one.id, one]));
	if (rows.some((row) => row['Product Id'] && !byId.has(row['Product Id']))) return false;
	for (const row of rows) {
		const product = byId.get(row['Product Id']);
		const change = { title: row['Product Title'], description: row['Product Description'] };
		if (product) {
			const changed = product.title !== change.title;
			Object.assign(product, change);
			if (changed) store.changed('productUpdate', product.id, change.title);
			continue;
		}
		const id = store.id('prod');
		const created: Product = {
			...store.products[0],
			...change,
			id,
			handle: row['Product Handle'],
			variants: [],
		};
		store.products.push(created);
		byId.set(id, created);
		store.changed('productCreate', id, change.title);
	}
	return true;
}
