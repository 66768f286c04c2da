import type { Resolvers } from './context.mts';
import { metafieldMutations } from './mutations/metafields.mts';
import { orderMutations } from './mutations/orders.mts';
import { productMutations } from './mutations/products.mts';
import { productSetMutations } from './mutations/productSet.mts';
import { publishingMutations } from './mutations/publishing.mts';
import { refundMutations } from './mutations/refunds.mts';
import { tagMutations } from './mutations/tags.mts';
import { uploadMutations } from './mutations/uploads.mts';
import { customerTypes } from './types/customer.mts';
import { inventoryTypes } from './types/inventory.mts';
import { fulfillmentTypes } from './types/fulfillment.mts';
import { orderTypes } from './types/order.mts';
import { orderLineTypes } from './types/orderLines.mts';
import { paymentTypes } from './types/payments.mts';
import { productTypes } from './types/product.mts';
import { queryTypes } from './types/query.mts';
import { shopTypes } from './types/shop.mts';

/** Everything the sandbox models. A further part of the API is one more file and line here. */
export const resolvers: Resolvers = {
	...queryTypes,
	...shopTypes,
	...orderTypes,
	...orderLineTypes,
	...paymentTypes,
	...fulfillmentTypes,
	...productTypes,
	...inventoryTypes,
	...customerTypes,
	Mutation: {
		...orderMutations,
		...refundMutations,
		...productMutations,
		...productSetMutations,
		...publishingMutations,
		...metafieldMutations,
		...tagMutations,
		...uploadMutations,
	},
};
