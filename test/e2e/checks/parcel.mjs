// Two long workflows that change the shop: from a new product to a parcel, and back again.
import { byId, node, shopify } from '../workflows.mjs';

/** A blue PNG of 2 × 2 pixels. */
export const picture =
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEUlEQVR4nGNgYPj/H4yhDAA5zgf5b8UBSAAAAABJRU5ErkJggg==';

/** The output of an earlier node, as an expression's beginning. */
const of = (name) => `$('${name}').first().json`;

const product = byId(`={{ ${of('Create product')}.id }}`);
const customer = byId(`={{ ${of('Create customer')}.admin_graphql_api_id }}`);
const variant = (index) => `${of('Create product')}.variants[${index}]`;

/** Makes a customer, a product with stock and pictures, and sells and sends it. By node. */
export const forward = (location, elsewhere) => [
	shopify('Create customer', {
		resource: 'customer',
		operation: 'create',
		email: 'jo.parcel@example.com',
		firstName: 'Jo',
		lastName: 'Parcel',
		additionalFields: {
			phone: '+16135550142',
			note: 'Rings twice',
			tags: ['e2e', 'parcel'],
			addresses: {
				address: [
					{
						firstName: 'Jo',
						lastName: 'Parcel',
						address1: '150 Elgin Street',
						city: 'Ottawa',
						country: 'Canada',
						province: 'Ontario',
						zip: 'K2P 1L4',
						default: true,
					},
				],
			},
			emailMarketingConsent: { email: { state: 'subscribed', optInLevel: 'single_opt_in' } },
			metafields: {
				metafield: [
					{ namespace: 'custom', key: 'points', type: 'number_integer', value: '={{ 40 + 2 }}' },
				],
			},
			verifiedEmail: true,
		},
	}),
	shopify('Create product', {
		resource: 'product',
		operation: 'create',
		title: 'Parcel Lamp',
		additionalFields: {
			addTags: ['e2e', 'lamp'],
			bodyHtml: '<p>Shines <em>inside</em> the box.</p>',
			options: { option: [{ name: 'Color', values: ['Blue', 'Red'] }] },
			variants: {
				variant: [
					{ option1: 'Blue', sku: 'LAMP-B', price: 20, inventoryManagement: 'shopify' },
					{ option1: 'Red', sku: 'LAMP-R', price: 22.5, inventoryManagement: 'shopify' },
				],
			},
			vendor: 'Northbound',
			published: true,
		},
	}),
	shopify('Set stock', {
		resource: 'inventoryLevel',
		operation: 'set',
		inventoryItemId: byId(`={{ ${variant(0)}.inventory_item_id }}`),
		locationId: { __rl: true, mode: 'list', value: location, cachedResultName: 'Any' },
		available: 25,
	}),
	shopify('Adjust stock', {
		resource: 'inventoryLevel',
		operation: 'adjust',
		inventoryItemId: byId('={{ $json.inventory_item_id }}'),
		locationId: byId('={{ $json.location_id }}'),
		availableAdjustment: -5,
	}),
	shopify('Stock elsewhere', {
		resource: 'inventoryLevel',
		operation: 'connect',
		inventoryItemId: byId('={{ $json.inventory_item_id }}'),
		locationId: byId(elsewhere),
	}),
	shopify('Set cost', {
		resource: 'inventoryItem',
		operation: 'update',
		inventoryItemId: byId('={{ $json.inventory_item_id }}'),
		updateFields: { cost: 8.25, countryCodeOfOrigin: 'CA', harmonizedSystemCode: '940520' },
	}),
	shopify('Change variant', {
		resource: 'productVariant',
		operation: 'update',
		variantId: byId(`={{ ${variant(1)}.id }}`),
		updateFields: { compareAtPrice: '30.00', weight: 1.5, weightUnit: 'kg' },
	}),
	shopify('Add material', {
		resource: 'metafield',
		operation: 'create',
		resourceType: { owner: { type: 'products', id: product } },
		namespace: 'custom',
		key: 'material',
		typeAndValue: { metafield: { type: 'single_line_text_field', value: 'brass' } },
	}),
	node(
		'Picture as text',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: JSON.stringify({ picture }), options: {} },
		3.4,
	),
	node(
		'Picture as file',
		'n8n-nodes-base.convertToFile',
		{
			operation: 'toBinary',
			sourceProperty: 'picture',
			binaryPropertyName: 'photo',
			options: { fileName: 'lamp.png', mimeType: 'image/png' },
		},
		1.1,
	),
	shopify('Upload picture', {
		resource: 'productImage',
		operation: 'createFromFile',
		productId: product,
		imageSource: 'binaryFile',
		binaryProperty: 'photo',
		additionalFields: { alt: 'A lamp in its parcel' },
	}),
	shopify('Draft order', {
		resource: 'draftOrder',
		operation: 'create',
		draftOrderLineItems: {
			lineItem: [
				{ variantId: byId(`={{ ${variant(0)}.id }}`), quantity: 2 },
				{ title: 'Gift wrap', price: 4.5, quantity: 1, requiresShipping: false, taxable: false },
			],
		},
		customer: { id: customer },
		additionalFields: {
			appliedDiscount: {
				discount: { title: 'Opening', value: 10, valueType: 'percentage', description: 'e2e' },
			},
			note: 'Ring twice',
			shippingLine: { line: { title: 'Standard', price: 5 } },
		},
	}),
	shopify('Complete', {
		resource: 'draftOrder',
		operation: 'complete',
		draftOrderId: byId('={{ $json.id }}'),
		additionalFields: { paymentPending: false },
	}),
	shopify('Parcels', {
		resource: 'fulfillmentOrder',
		operation: 'getAll',
		orderId: byId('={{ $json.order_id }}'),
	}),
	shopify('Send one', {
		resource: 'fulfillment',
		operation: 'create',
		lineItemsByFulfillmentOrder: {
			fulfillmentOrder: [
				{
					fulfillmentOrderId: byId('={{ $json.id }}'),
					fulfillmentOrderLineItems: {
						lineItem: [
							{
								id: byId(
									`={{ $json.line_items.find((line) => line.variant_id === ${variant(0)}.id).id }}`,
								),
								quantity: 1,
							},
						],
					},
				},
			],
		},
		additionalFields: {
			trackingInfo: { company: 'Canada Post', number: 'CP0001' },
			originAddress: { address: { city: 'Ottawa', countryCode: 'CA' } },
		},
	}),
	shopify('Correct tracking', {
		resource: 'fulfillment',
		operation: 'updateTracking',
		fulfillmentId: byId('={{ $json.id }}'),
		updateFields: { trackingCompany: 'Canada Post', trackingNumber: 'CP0002' },
	}),
	shopify('Note the parcel', {
		resource: 'order',
		operation: 'update',
		orderId: byId(`={{ ${of('Complete')}.order_id }}`),
		updateFields: { note: '=Sent with {{ $json.tracking_number }}', tags: ['e2e'] },
	}),
];

/** Takes back what can be taken back, by the ids that the first workflow gave. By node. */
export const back = ({ fulfillment, metafield, order, product: productId, level }) => [
	shopify('Cancel fulfillment', {
		resource: 'fulfillment',
		operation: 'cancel',
		fulfillmentId: byId(fulfillment),
	}),
	shopify('Cancel order', {
		resource: 'order',
		operation: 'cancel',
		orderId: byId(order),
		additionalFields: { amount: 10, reason: 'customer', restock: true },
	}),
	shopify('Delete metafield', {
		resource: 'metafield',
		operation: 'delete',
		resourceType: { owner: { type: 'products', id: byId(productId) } },
		metafieldId: byId(metafield),
	}),
	shopify('Stock less', {
		resource: 'inventoryLevel',
		operation: 'delete',
		inventoryItemId: byId(level.inventory_item_id),
		locationId: byId(level.location_id),
	}),
	shopify('Delete product', {
		resource: 'product',
		operation: 'delete',
		productId: byId(productId),
	}),
];
