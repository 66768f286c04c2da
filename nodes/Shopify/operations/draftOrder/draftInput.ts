import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { customerLocator } from '../../lookups/customer';
import { variantLocator } from '../../lookups/variant';
import type { Node } from '../../payloads/payload';

/** A discount of a line or of the whole draft order. */
export const appliedDiscount: INodeProperties = {
	displayName: 'Applied Discount',
	name: 'appliedDiscount',
	type: 'fixedCollection',
	placeholder: 'Add Discount',
	default: {},
	options: [
		{
			displayName: 'Discount',
			name: 'discount',
			values: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Loyal customer',
					description: 'The reason for the discount',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Summer sale',
					description: 'What the customer sees',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 0,
					required: true,
					description: "Percent, or an amount in the shop's currency",
				},
				{
					displayName: 'Value Type',
					name: 'valueType',
					type: 'options',
					options: [
						{ name: 'Fixed Amount', value: 'fixed_amount' },
						{ name: 'Percentage', value: 'percentage' },
					],
					default: 'percentage',
					required: true,
				},
			],
		},
	],
};

/** What Shopify takes from the variant, whatever a line with one says. */
const ONLY_CUSTOM = { show: { variantId: [''] } };

/** The lines of a draft order: variants, and custom lines without one. */
export const draftOrderLineItems: INodeProperties = {
	displayName: 'Line Items',
	name: 'draftOrderLineItems',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Line Item',
	default: {},
	options: [
		{
			displayName: 'Line Item',
			name: 'lineItem',
			values: [
				{ ...appliedDiscount, description: 'Discount on this line' },
				{
					displayName: 'Grams',
					name: 'grams',
					type: 'number',
					displayOptions: ONLY_CUSTOM,
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Weight of one, in grams',
				},
				{
					displayName: 'Price',
					name: 'price',
					type: 'number',
					displayOptions: ONLY_CUSTOM,
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 0,
					description: "Price of one, in the shop's currency",
				},
				{
					displayName: 'Properties',
					name: 'properties',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Property',
					default: {},
					description: 'Custom details of the line, such as the text of an engraving',
					options: [
						{
							displayName: 'Property',
							name: 'property',
							values: [
								{
									displayName: 'Name',
									name: 'name',
									type: 'string',
									default: '',
									placeholder: 'e.g. Engraving',
									required: true,
								},
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. Happy birthday',
								},
							],
						},
					],
				},
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					required: true,
				},
				{
					displayName: 'Requires Shipping',
					name: 'requiresShipping',
					type: 'boolean',
					displayOptions: ONLY_CUSTOM,
					default: true,
					description: 'Whether the line is shipped',
				},
				{
					displayName: 'SKU',
					name: 'sku',
					type: 'string',
					displayOptions: ONLY_CUSTOM,
					default: '',
					placeholder: 'e.g. TSHIRT-BLUE-M',
				},
				{
					displayName: 'Taxable',
					name: 'taxable',
					type: 'boolean',
					displayOptions: ONLY_CUSTOM,
					default: true,
					description: 'Whether tax is charged on the line',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					displayOptions: ONLY_CUSTOM,
					default: '',
					placeholder: 'e.g. Engraving',
				},
				{
					...variantLocator,
					required: false,
					description: 'What is sold; leave it empty for a custom line',
				},
			],
		},
	],
};

/** The customer, documented as {id}. */
export const draftOrderCustomer: INodeProperties = {
	displayName: 'Customer',
	name: 'customer',
	type: 'collection',
	placeholder: 'Add Customer',
	default: {},
	description: 'Who buys',
	options: [
		{
			...customerLocator,
			name: 'id',
			// n8n demands required entries of a collection even where nobody added it.
			required: undefined,
			description: 'The customer of the draft order',
		},
	],
};

export const shippingLine: INodeProperties = {
	displayName: 'Shipping Line',
	name: 'shippingLine',
	type: 'fixedCollection',
	placeholder: 'Add Shipping Line',
	default: {},
	description: 'How it is shipped, and for how much',
	options: [
		{
			displayName: 'Shipping Line',
			name: 'line',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Standard Shipping',
				},
				{
					displayName: 'Price',
					name: 'price',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 0,
					description: "In the shop's currency",
				},
			],
		},
	],
};

const isSet = (value: unknown) => value !== undefined && value !== null && value !== '';

const given = (entries: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** The keys of a line that Shopify reads off the variant. */
const OF_VARIANT = ['title', 'price', 'grams', 'sku', 'taxable', 'requires_shipping'];

/** Refuses lines that sell nothing, and tells of what a line with a variant cannot change. */
function checkLines(lines: IDataObject[], call: Call) {
	lines.forEach((line, index) => {
		const at = `draft_order_line_items[${index}]`;
		if (!isSet(line.variant_id) && !isSet(line.title)) {
			throw new InputError(
				`'${at}' needs 'variant_id' or 'title'`,
				'A line sells a variant, or something custom that has a title.',
			);
		}
		const unused = isSet(line.variant_id) ? OF_VARIANT.filter((key) => isSet(line[key])) : [];
		if (unused.length > 0) {
			call.hint(
				`'${unused.join("', '")}' of '${at}' had no effect: Shopify takes them from the variant.`,
			);
		}
	});
}

const discountInput = (discount: unknown): IDataObject | null | undefined => {
	if (!discount) return discount as null | undefined;
	const { title, description, value, value_type: type } = discount as IDataObject;
	return given({ title, description, value: Number(value), valueType: String(type).toUpperCase() });
};

type Money = (amount: unknown) => IDataObject | undefined;

function lineInput(line: IDataObject, money: Money): IDataObject {
	const properties = line.properties as IDataObject[] | null | undefined;
	const any = given({
		quantity: line.quantity,
		appliedDiscount: discountInput(line.applied_discount),
		customAttributes: properties?.map(({ name, value }) => ({ key: name, value: value ?? '' })),
	});
	if (isSet(line.variant_id)) return { variantId: gid('ProductVariant', line.variant_id), ...any };
	return given({
		...any,
		title: line.title,
		sku: line.sku,
		taxable: line.taxable,
		requiresShipping: line.requires_shipping,
		originalUnitPriceWithCurrency: money(line.price),
		weight: isSet(line.grams) ? { value: Number(line.grams), unit: 'GRAMS' } : undefined,
	});
}

/** Amounts need their currency, which the documented input takes to be the shop's. */
async function moneyIn(shop: Shop, amounts: unknown[]): Promise<Money> {
	if (!amounts.some(isSet)) return () => undefined;
	const { shop: it } = await shop.once('query ShopCurrency { shop { currencyCode } }');
	const { currencyCode } = it as Node;
	return (amount) =>
		isSet(amount) ? { amount: String(amount), currencyCode: currencyCode as string } : undefined;
}

/**
 * The documented input as DraftOrderInput; null takes something away from a draft order.
 *
 * @throws InputError for a line without variant and title, or a customer without id, before any request
 */
export async function draftOrderInput(call: Call, shop: Shop): Promise<IDataObject> {
	const { input } = call;
	const lines = input.draft_order_line_items as IDataObject[] | null | undefined;
	if (lines) checkLines(lines, call);
	const shipping = input.shipping_line as IDataObject | null | undefined;
	const customer = input.customer as IDataObject | null | undefined;
	if (customer && !isSet(customer.id)) throw new InputError("'customer' has no 'id'");
	const custom = (lines ?? []).filter((line) => !isSet(line.variant_id));
	const money = await moneyIn(shop, [...custom.map(({ price }) => price), shipping?.price]);
	return given({
		lineItems: lines?.map((line) => lineInput(line, money)),
		appliedDiscount: discountInput(input.applied_discount),
		purchasingEntity: customer ? { customerId: gid('Customer', customer.id) } : customer,
		useCustomerDefaultAddress: input.use_customer_default_address,
		shippingLine: shipping
			? given({ title: shipping.title, priceWithCurrency: money(shipping.price) })
			: shipping,
		note: input.note,
	});
}
