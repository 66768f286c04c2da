import type { Resolvers } from './context.mts';
import { bulkMutations } from './mutations/bulk.mts';
import { draftOrderMutations } from './mutations/draftOrders.mts';
import { fulfillmentMutations } from './mutations/fulfillments.mts';
import { collectionMutations } from './mutations/collections.mts';
import { customerAccountMutations } from './mutations/customerAccounts.mts';
import { customerAddressMutations } from './mutations/customerAddresses.mts';
import { customerMutations } from './mutations/customers.mts';
import { inventoryMutations } from './mutations/inventory.mts';
import { metafieldMutations } from './mutations/metafields.mts';
import { orderCreateMutations } from './mutations/orderCreate.mts';
import { orderDeleteMutations } from './mutations/orderDelete.mts';
import { orderMutations } from './mutations/orders.mts';
import { productMediaMutations } from './mutations/productMedia.mts';
import { productOptionMutations } from './mutations/productOptions.mts';
import { productMutations } from './mutations/products.mts';
import { productSetMutations } from './mutations/productSet.mts';
import { publishingMutations } from './mutations/publishing.mts';
import { refundMutations } from './mutations/refunds.mts';
import { tagMutations } from './mutations/tags.mts';
import { uploadMutations } from './mutations/uploads.mts';
import { variantMutations } from './mutations/variants.mts';
import { webhookMutations } from './mutations/webhooks.mts';
import { abandonedCheckoutTypes } from './types/abandonedCheckout.mts';
import { bulkOperationTypes } from './types/bulkOperation.mts';
import { collectionTypes } from './types/collection.mts';
import { customerTypes } from './types/customer.mts';
import { deliveryTypes } from './types/delivery.mts';
import { draftOrderTypes } from './types/draftOrder.mts';
import { fulfillmentOrderTypes } from './types/fulfillmentOrder.mts';
import { inventoryTypes } from './types/inventory.mts';
import { fulfillmentTypes } from './types/fulfillment.mts';
import { orderTypes } from './types/order.mts';
import { orderLineTypes } from './types/orderLines.mts';
import { paymentTypes } from './types/payments.mts';
import { productTypes } from './types/product.mts';
import { queryTypes } from './types/query.mts';
import { shopTypes } from './types/shop.mts';
import { webhookTypes } from './types/webhook.mts';

/** Everything the sandbox models. A further part of the API is one more file and line here. */
export const resolvers: Resolvers = together(
	queryTypes,
	shopTypes,
	orderTypes,
	orderLineTypes,
	paymentTypes,
	fulfillmentTypes,
	productTypes,
	collectionTypes,
	inventoryTypes,
	customerTypes,
	fulfillmentOrderTypes,
	draftOrderTypes,
	abandonedCheckoutTypes,
	deliveryTypes,
	bulkOperationTypes,
	webhookTypes,
	{
		Mutation: {
			...orderMutations,
			...refundMutations,
			...productMutations,
			...productSetMutations,
			...productOptionMutations,
			...productMediaMutations,
			...variantMutations,
			...publishingMutations,
			...collectionMutations,
			...metafieldMutations,
			...customerMutations,
			...customerAddressMutations,
			...customerAccountMutations,
			...inventoryMutations,
			...tagMutations,
			...uploadMutations,
			...bulkMutations,
			...orderCreateMutations,
			...orderDeleteMutations,
			...fulfillmentMutations,
			...draftOrderMutations,
			...webhookMutations,
		},
	},
);

/** The fields of a type may stand in several parts; a later part's take the place of an earlier's. */
function together(...parts: Resolvers[]): Resolvers {
	const all: Resolvers = {};
	for (const part of parts) {
		for (const [type, fields] of Object.entries(part)) all[type] = { ...all[type], ...fields };
	}
	return all;
}
