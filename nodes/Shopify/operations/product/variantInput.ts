import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';

/** Rows of variants in a product's form. */
export const variantFields: INodeProperties[] = [
	{
		displayName: 'Barcode',
		name: 'barcode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4006381333931',
	},
	{
		displayName: 'Compare At Price',
		name: 'compareAtPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 39.99',
		description: 'The price before a reduction',
	},
	{
		displayName: 'Fulfillment Service',
		name: 'fulfillmentService',
		type: 'string',
		default: '',
		placeholder: 'e.g. manual',
		description: 'Shopify no longer takes this with a variant, so it is not stored',
	},
	{
		displayName: 'Inventory Management',
		name: 'inventoryManagement',
		type: 'options',
		options: [
			{ name: 'Not Tracked', value: 'none' },
			{ name: 'Shopify', value: 'shopify', description: 'Shopify keeps count of the stock' },
		],
		default: 'none',
	},
	{
		displayName: 'Inventory Policy',
		name: 'inventoryPolicy',
		type: 'options',
		options: [
			{ name: 'Continue', value: 'continue', description: 'Sell when out of stock' },
			{ name: 'Deny', value: 'deny', description: 'Do not sell when out of stock' },
		],
		default: 'deny',
	},
	{
		displayName: 'Option 1',
		name: 'option1',
		type: 'string',
		default: '',
		placeholder: 'e.g. Blue',
	},
	{
		displayName: 'Option 2',
		name: 'option2',
		type: 'string',
		default: '',
		placeholder: 'e.g. Large',
	},
	{
		displayName: 'Option 3',
		name: 'option3',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cotton',
	},
	{
		displayName: 'Price',
		name: 'price',
		type: 'number',
		typeOptions: { numberPrecision: 2, minValue: 0 },
		default: 0,
		description: "In the shop's currency",
	},
	{
		displayName: 'Requires Shipping',
		name: 'requiresShipping',
		type: 'boolean',
		default: true,
		description: 'Whether the variant is shipped',
	},
	{
		displayName: 'SKU',
		name: 'sku',
		type: 'string',
		default: '',
		placeholder: 'e.g. TSHIRT-BLUE-M',
	},
	{
		displayName: 'Tax Code',
		name: 'taxCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. P0000000',
	},
	{
		displayName: 'Taxable',
		name: 'taxable',
		type: 'boolean',
		default: true,
		description: 'Whether tax is charged on the variant',
	},
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { numberPrecision: 3, minValue: 0 },
		default: 0,
	},
	{
		displayName: 'Weight Unit',
		name: 'weightUnit',
		type: 'options',
		options: [
			{ name: 'Grams', value: 'g' },
			{ name: 'Kilograms', value: 'kg' },
			{ name: 'Ounces', value: 'oz' },
			{ name: 'Pounds', value: 'lb' },
		],
		default: 'kg',
	},
];

/** What a variant's row and a variant's own form have in common: all but the option values. */
export const variantDetails: INodeProperties[] = variantFields.filter(
	({ name }) => !name.startsWith('option'),
);

const WEIGHT_UNITS: Record<string, string> = {
	g: 'GRAMS',
	kg: 'KILOGRAMS',
	oz: 'OUNCES',
	lb: 'POUNDS',
};

const given = (entries: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

export const textOf = (value: unknown) =>
	value === undefined || value === null || value === '' ? undefined : String(value);

/** An added but empty text takes the value away. */
const orNull = (value: unknown) => (value === '' ? null : (value ?? undefined));

/** A weight as GraphQL has it. */
export interface Weight {
	value: number;
	unit: string;
}

/** The weight that a documented variant asks for; what it leaves out stays as it is. */
function weightInput({ weight, weight_unit: unit }: IDataObject, present?: Weight) {
	const value = weight ?? present?.value;
	if ((weight ?? unit ?? undefined) === undefined || value === undefined) return undefined;
	return {
		weight: {
			value: Number(value),
			unit: WEIGHT_UNITS[String(unit)] ?? present?.unit ?? WEIGHT_UNITS.kg,
		},
	};
}

/**
 * The parts of a documented variant that do not depend on the product's options.
 *
 * @param present the weight of a variant that is there already
 */
export function variantInput(variant: IDataObject, call: Call, present?: Weight): IDataObject {
	if (variant.fulfillment_service && variant.fulfillment_service !== 'manual') {
		call.hint(
			"Shopify no longer takes a fulfillment service with a variant: 'fulfillment_service' was not stored.",
		);
	}
	const { inventory_management: management } = variant;
	const inventoryItem = given({
		sku: variant.sku ?? undefined,
		requiresShipping: variant.requires_shipping ?? undefined,
		tracked: management === undefined ? undefined : management === 'shopify',
		measurement: weightInput(variant, present),
	});
	return given({
		price: textOf(variant.price),
		compareAtPrice: orNull(variant.compare_at_price),
		barcode: orNull(variant.barcode),
		taxable: variant.taxable ?? undefined,
		taxCode: orNull(variant.tax_code),
		inventoryPolicy: textOf(variant.inventory_policy)?.toUpperCase(),
		inventoryItem: Object.keys(inventoryItem).length > 0 ? inventoryItem : undefined,
	});
}

/** An option of a product, such as its sizes. */
export interface Option {
	name: string;
	values: string[];
}

/** Names of the option keys of a documented variant, in order. */
export const OPTION_KEYS = ['option1', 'option2', 'option3'];

/**
 * A product's options and variants as ProductSetInput wants them.
 *
 * The documented variants give option values by position, GraphQL wants them by name. Without
 * options a product has the one option "Title", as in Shopify's own form.
 *
 * @throws InputError when a variant lacks a value, or has one too many
 */
export function optionsAndVariants(
	options: Option[],
	variants: IDataObject[],
	call: Call,
): IDataObject {
	if (options.length === 0 && variants.length === 0) return {};
	const named = options.length > 0 ? options : [{ name: 'Title', values: ['Default Title'] }];
	const rows: IDataObject[] =
		variants.length > 0
			? variants
			: [Object.fromEntries(named.map(({ values }, at) => [OPTION_KEYS[at], values[0]]))];
	const lone = options.length === 0 && rows.length === 1;
	const valueAt = (row: IDataObject, at: number, index: number) => {
		const value = textOf(row[OPTION_KEYS[at]]) ?? (lone ? 'Default Title' : undefined);
		if (value !== undefined) return value;
		throw new InputError(
			`'variants[${index}].${OPTION_KEYS[at]}' is required: it is the value of the option '${named[at].name}'`,
		);
	};
	const sets = rows.map((row, index) => {
		const extra = OPTION_KEYS.slice(named.length).find((key) => textOf(row[key]) !== undefined);
		if (extra) {
			throw new InputError(
				`'variants[${index}].${extra}' has no option to belong to`,
				`The product has ${named.length} option(s): ${named.map(({ name }) => name).join(', ')}. Add it to 'options'.`,
			);
		}
		return {
			...variantInput(row, call),
			optionValues: named.map(({ name }, at) => ({
				optionName: name,
				name: valueAt(row, at, index),
			})),
		};
	});
	const used = (at: number) => sets.map(({ optionValues }) => optionValues[at].name);
	return {
		productOptions: named.map(({ name, values }, at) => ({
			name,
			position: at + 1,
			values: [...new Set([...(options.length > 0 ? values : []), ...used(at)])].map((value) => ({
				name: value,
			})),
		})),
		variants: sets,
	};
}
