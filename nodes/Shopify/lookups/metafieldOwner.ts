import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** What can own metafields: the documented resource type → its GraphQL type. */
export const METAFIELD_OWNERS: Record<string, string> = {
	app_installations: 'AppInstallation',
	articles: 'Article',
	blogs: 'Blog',
	cart_transforms: 'CartTransform',
	collections: 'Collection',
	companies: 'Company',
	company_locations: 'CompanyLocation',
	custom_collections: 'Collection',
	customers: 'Customer',
	delivery_customizations: 'DeliveryCustomization',
	discounts: 'DiscountNode',
	draft_orders: 'DraftOrder',
	fulfillment_constraint_rules: 'FulfillmentConstraintRule',
	gift_card_cash_out_transactions: 'GiftCardCashOutTransaction',
	gift_card_credit_transactions: 'GiftCardCreditTransaction',
	gift_card_debit_transactions: 'GiftCardDebitTransaction',
	inventory_transfers: 'InventoryTransfer',
	locations: 'Location',
	markets: 'Market',
	media_images: 'MediaImage',
	orders: 'Order',
	pages: 'Page',
	payment_customizations: 'PaymentCustomization',
	products: 'Product',
	selling_plans: 'SellingPlan',
	shop: 'Shop',
	smart_collections: 'Collection',
	validations: 'Validation',
	variants: 'ProductVariant',
};

/** The owner of metafields: documented as {type, id}. */
export const metafieldOwner: INodeProperties = {
	displayName: 'Resource',
	name: 'resourceType',
	type: 'fixedCollection',
	placeholder: 'Add Owner',
	// n8n cannot open a node whose fixedCollection without multiple values has a fuller default.
	default: {},
	required: true,
	description: 'What the metafield belongs to',
	options: [
		{
			displayName: 'Owner',
			name: 'owner',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'products',
					required: true,
					options: [
						{ name: 'App Installation', value: 'app_installations' },
						{ name: 'Article', value: 'articles' },
						{ name: 'Blog', value: 'blogs' },
						{ name: 'Cart Transform', value: 'cart_transforms' },
						{ name: 'Collection', value: 'collections' },
						{ name: 'Collection, Custom', value: 'custom_collections' },
						{ name: 'Collection, Smart', value: 'smart_collections' },
						{ name: 'Company', value: 'companies' },
						{ name: 'Company Location', value: 'company_locations' },
						{ name: 'Customer', value: 'customers' },
						{ name: 'Delivery Customization', value: 'delivery_customizations' },
						{ name: 'Discount', value: 'discounts' },
						{ name: 'Draft Order', value: 'draft_orders' },
						{ name: 'Fulfillment Constraint Rule', value: 'fulfillment_constraint_rules' },
						{ name: 'Gift Card Cash-Out', value: 'gift_card_cash_out_transactions' },
						{ name: 'Gift Card Credit', value: 'gift_card_credit_transactions' },
						{ name: 'Gift Card Debit', value: 'gift_card_debit_transactions' },
						{ name: 'Image', value: 'media_images' },
						{ name: 'Inventory Transfer', value: 'inventory_transfers' },
						{ name: 'Location', value: 'locations' },
						{ name: 'Market', value: 'markets' },
						{ name: 'Order', value: 'orders' },
						{ name: 'Page', value: 'pages' },
						{ name: 'Payment Customization', value: 'payment_customizations' },
						{ name: 'Product', value: 'products' },
						{ name: 'Selling Plan', value: 'selling_plans' },
						{ name: 'Shop', value: 'shop' },
						{ name: 'Validation', value: 'validations' },
						{ name: 'Variant', value: 'variants' },
					],
				},
				{
					displayName: 'Record',
					name: 'id',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					description: 'The record that owns the metafield; not needed for the shop itself',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a record...',
							typeOptions: {
								searchListMethod: 'searchMetafieldOwners',
								searchable: true,
							},
						},
						{
							displayName: 'By ID',
							name: 'id',
							type: 'string',
							placeholder: 'e.g. 4567890123',
							extractValue: {
								type: 'regex',
								regex: '(?:gid://shopify/\\w+/)?(\\d+)(?:\\?.*)?',
							},
							validation: [
								{
									type: 'regex',
									properties: {
										regex: '^\\s*(?:gid://shopify/\\w+/)?\\d+(?:\\?.*)?\\s*$',
										errorMessage: 'An ID is a number, or starts with gid://shopify/',
									},
								},
							],
						},
					],
				},
			],
		},
	],
};

const list = (root: string, label: string, args?: string) =>
	listSearch({
		root,
		selection: `id ${label}`,
		args,
		search: words,
		entry: (node) => ({ name: text(node[label]), value: String(legacyId(node.id)) }),
	});

/** Lists by resource type. The other types have none: their records are given by ID. */
const LISTS: Record<string, ReturnType<typeof listSearch>> = {
	articles: list('articles', 'title'),
	blogs: list('blogs', 'title'),
	collections: list('collections', 'title', 'sortKey: TITLE'),
	companies: list('companies', 'name', 'sortKey: NAME'),
	company_locations: list('companyLocations', 'name', 'sortKey: NAME'),
	custom_collections: list('collections', 'title', 'sortKey: TITLE'),
	customers: list('customers', 'displayName', 'sortKey: NAME'),
	draft_orders: list('draftOrders', 'name', 'sortKey: ID, reverse: true'),
	locations: list('locations', 'name', 'includeInactive: true'),
	markets: list('markets', 'name', 'sortKey: NAME'),
	orders: list('orders', 'name', 'sortKey: CREATED_AT, reverse: true'),
	pages: list('pages', 'title', 'sortKey: TITLE'),
	products: list('products', 'title', 'sortKey: TITLE'),
	smart_collections: list('collections', 'title', 'sortKey: TITLE'),
	variants: list('productVariants', 'displayName', 'sortKey: TITLE'),
};

/** The records of the chosen type. */
export async function searchMetafieldOwners(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('resourceType') as
		{ owner?: IDataObject } | undefined;
	const search = LISTS[String(chosen?.owner?.type ?? 'products')];
	return search ? await search.call(this, filter, paginationToken) : { results: [] };
}
