import type { IDataObject } from 'n8n-workflow';

import type { ShoplineUnderTest } from './shopline.mts';

/**
 * What has to be exchanged in the samples for this shop: the ids of what is there. Everything else
 * is sent as it is documented.
 */
export function arranged(name: string, sample: IDataObject, shop: ShoplineUnderTest): IDataObject {
	const { store } = shop.room;
	const { product } = shop;
	const [order] = [...store.orders.values()].filter(
		(one) => one.cancelled_at === null && one.fulfillment_status === 'unshipped',
	);
	const [customer] = store.customers.values();
	const [location] = store.locations;
	const ids: IDataObject = {
		product_id: product.id,
		variant_id: product.variants[0].id,
		image_id: product.images[0].id,
		order_id: order.id,
		customer_id: customer.id,
		inventory_item_id: product.variants[0].inventory_item_id as string,
		location_id: location.id,
		inventory_item_ids: [product.variants[0].inventory_item_id as string],
		location_ids: [location.id],
		ids: [product.images[0].id],
		sku_id: product.variants[0].id,
	};
	const known = Object.keys(sample).filter((key) => key in ids);
	const input = { ...sample, ...Object.fromEntries(known.map((key) => [key, ids[key]])) };
	switch (name) {
		case 'product.update':
			input.variants = [{ id: product.variants[0].id, price: '90.22' }];
			break;
		case 'customer.search':
			input.query_param = String(customer.first_name).toLowerCase();
			break;
		default:
			break;
	}
	return input;
}
