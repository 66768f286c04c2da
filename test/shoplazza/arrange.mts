import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../sandbox/shoplazza/forms.mts';
import type { ShoplazzaRoom } from '../sandbox/shoplazza/room.mts';

/** What of a sample's input has to be exchanged for the embedded store: IDs and addresses. */
export function arrange(name: string, room: ShoplazzaRoom): IDataObject {
	const { store } = room;
	const [product] = store.products;
	const [variant] = product.variants as Row[];
	const [image] = product.images as Row[];
	const product_id = String(product.id);
	const variant_id = String(variant.id);
	const open = store.orders.find((one) => one.fulfillment_status === 'waiting') as Row;
	const shipped = store.orders.find((one) => one.fulfillment_status === 'shipped') as Row;
	const [fulfillment] = shipped.fulfillments as Row[];
	const [line] = open.line_items as Row[];
	const [customer] = store.customers;
	const order_id = String(open.id);
	const inputs: Record<string, IDataObject> = {
		'productImage.create': { product_id },
		'productImage.getAll': { product_id },
		'productImage.count': { product_id },
		'productImage.get': { product_id, image_id: String(image.id) },
		'productImage.update': { product_id, image_id: String(image.id) },
		'productImage.delete': { product_id, image_id: String(image.id) },
		'product.get': { product_id },
		'product.update': { product_id },
		'product.delete': { product_id },
		'productVariant.create': { product_id },
		'productVariant.getAll': { product_id },
		'productVariant.get': { variant_id },
		'productVariant.update': { variant_id },
		'productVariant.delete': { product_id, variant_id },
		'order.get': { order_id: String(shipped.id) },
		'order.cancel': { order_id },
		'fulfillment.create': { order_id, line_items: [{ id: String(line.id), ship_quantity: 1 }] },
		'fulfillment.getAll': { order_id: String(shipped.id) },
		'fulfillment.update': {
			order_id: String(shipped.id),
			fulfillment_id: String(fulfillment.id),
		},
		'customer.get': { customer_id: String(customer.id) },
		'customer.update': { customer_id: String(customer.id) },
		'customer.getAll': { email: String(customer.email) },
		'inventoryLevel.getAll': {
			inventory_item_ids: [String(variant.item)],
			location_ids: ['3001'],
		},
		'inventoryLevel.set': { inventory_item_id: String(variant.item) },
		'inventoryLevel.adjust': { inventory_item_id: String(variant.item) },
	};
	return inputs[name] ?? {};
}
