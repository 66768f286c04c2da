import { searchCollections } from './collection';
import { searchCustomers } from './customer';
import { searchCustomerAddresses } from './customerAddress';
import { searchDraftOrders } from './draftOrder';
import { searchFulfillments } from './fulfillment';
import { searchFulfillmentOrderLines, searchFulfillmentOrders } from './fulfillmentOrder';
import { searchInventoryItems } from './inventoryItem';
import { searchLocations } from './location';
import { searchMetafields } from './metafield';
import { searchMetafieldOwners } from './metafieldOwner';
import { searchOrders } from './order';
import { searchProducts } from './product';
import { searchProductImages } from './productImage';
import { searchVariants } from './variant';

/** List-search methods of the node, by the names that the locators use. */
export const lookups = {
	searchCollections,
	searchCustomerAddresses,
	searchCustomers,
	searchDraftOrders,
	searchFulfillmentOrderLines,
	searchFulfillmentOrders,
	searchFulfillments,
	searchInventoryItems,
	searchLocations,
	searchMetafieldOwners,
	searchMetafields,
	searchOrders,
	searchProductImages,
	searchProducts,
	searchVariants,
};
