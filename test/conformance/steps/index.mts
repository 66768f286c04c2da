import type { Step } from '../step.mts';
import { COLLECTION_STEPS } from './collection.mts';
import { CUSTOMER_STEPS } from './customer.mts';
import { DRAFT_STEPS } from './draftOrder.mts';
import { FULFILLMENT_STEPS } from './fulfillment.mts';
import { IMAGE_LIST, IMAGE_STEPS } from './image.mts';
import { INVENTORY_STEPS } from './inventory.mts';
import { MAKE_ORDER } from './makeOrder.mts';
import { METAFIELD_STEPS } from './metafield.mts';
import { EXISTING_ORDERS, ORDER_STEPS } from './order.mts';
import { ORDER_END } from './orderEnd.mts';
import { PRODUCT_STEPS, PRODUCT_UPDATE } from './product.mts';
import { REMOVAL, VARIANT_REMOVAL } from './removal.mts';
import { SHOP_STEPS } from './shop.mts';
import { VARIANT_STEPS } from './variant.mts';

/** All steps, in an order that builds what it needs and takes it away again. */
export const STEPS: Step[] = [
	...SHOP_STEPS,
	...EXISTING_ORDERS,
	...PRODUCT_STEPS,
	...PRODUCT_UPDATE,
	...IMAGE_STEPS,
	...VARIANT_STEPS,
	...IMAGE_LIST,
	...METAFIELD_STEPS,
	...INVENTORY_STEPS,
	...VARIANT_REMOVAL,
	...COLLECTION_STEPS,
	...CUSTOMER_STEPS,
	...DRAFT_STEPS,
	...MAKE_ORDER,
	...ORDER_STEPS,
	...FULFILLMENT_STEPS,
	...ORDER_END,
	...REMOVAL,
];
