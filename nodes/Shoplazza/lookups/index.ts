import { searchCustomers } from './customer';
import { searchFulfillments } from './fulfillment';
import { searchInventoryItems } from './inventoryItem';
import { searchLocations } from './location';
import { searchOrders } from './order';
import { searchProducts } from './product';
import { searchProductImages } from './productImage';
import { searchProductVariants } from './productVariant';

/** List-search methods of the node, by the names that the locators use. */
export const lookups = {
	searchCustomers,
	searchFulfillments,
	searchInventoryItems,
	searchLocations,
	searchOrders,
	searchProductImages,
	searchProductVariants,
	searchProducts,
};
