/** GraphQL that makes and removes what the steps work on. The node's own GraphQL request sends it. */

export const SHOP_CURRENCY = 'query ConformanceShop { shop { currencyCode } }';

/** An order without side effects: no stock is taken, no receipt is sent. */
export const ORDER_CREATE = `
mutation ConformanceOrder($order: OrderCreateOrderInput!) {
	orderCreate(order: $order, options: { inventoryBehaviour: BYPASS, sendReceipt: false, sendFulfillmentReceipt: false }) {
		order { id name }
		userErrors { field message }
	}
}`;

/** The way round for apps that may not create orders: a draft that is completed. */
export const DRAFT_CREATE = `
mutation ConformanceDraft($input: DraftOrderInput!) {
	draftOrderCreate(input: $input) { draftOrder { id name } userErrors { field message } }
}`;

export const DRAFT_COMPLETE = `
mutation ConformanceDraftComplete($id: ID!) {
	draftOrderComplete(id: $id) { draftOrder { id order { id name } } userErrors { field message } }
}`;

/** A collection by hand. */
export const COLLECTION_CREATE = `
mutation ConformanceCollection($input: CollectionInput!) {
	collectionCreate(input: $input) { collection { id title } userErrors { field message } }
}`;

/** A list inside an answer, in pages of two, for Follow Connection. */
export const VARIANTS_BY_TWO = `
query ConformanceVariants($id: ID!, $after: String) {
	product(id: $id) {
		variants(first: 2, after: $after) { nodes { id sku } pageInfo { hasNextPage endCursor } }
	}
}`;

/** What carries the run's own mark, or belongs to its customer: nothing else is ever removed. */
export const MADE_HERE = `
query ConformanceLeftovers($tagged: String!, $titled: String!, $orders: String!, $drafts: String!) {
	orders(first: 10, query: $orders) { nodes { id tags customer { id } } }
	draftOrders(first: 10, query: $drafts) { nodes { id tags customer { id } } }
	customers(first: 10, query: $tagged) { nodes { id tags } }
	collections(first: 10, query: $titled) { nodes { id title } }
	products(first: 10, query: $tagged) { nodes { id tags } }
}`;

export const ORDER_DELETE = `
mutation ConformanceOrderDelete($orderId: ID!) {
	orderDelete(orderId: $orderId) { deletedId userErrors { field message } }
}`;

export const PRODUCT_DELETE = `
mutation ConformanceProductDelete($input: ProductDeleteInput!) {
	productDelete(input: $input) { deletedProductId userErrors { field message } }
}`;

export const DRAFT_DELETE = `
mutation ConformanceDraftDelete($input: DraftOrderDeleteInput!) {
	draftOrderDelete(input: $input) { deletedId userErrors { field message } }
}`;

export const CUSTOMER_DELETE = `
mutation ConformanceCustomerDelete($input: CustomerDeleteInput!) {
	customerDelete(input: $input) { deletedCustomerId userErrors { field message } }
}`;

export const COLLECTION_DELETE = `
mutation ConformanceCollectionDelete($input: CollectionDeleteInput!) {
	collectionDelete(input: $input) { deletedCollectionId userErrors { field message } }
}`;
