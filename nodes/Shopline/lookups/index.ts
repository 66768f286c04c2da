import { searchCustomers } from './customer';
import { searchImages } from './image';
import { searchInventoryItems } from './inventoryItem';
import { searchLocations } from './location';
import { searchOrders } from './order';
import { searchProducts } from './product';
import { searchVariants } from './variant';

/** List-search methods of the node, by the names that the locators use. */
export const lookups = {
	searchCustomers,
	searchImages,
	searchInventoryItems,
	searchLocations,
	searchOrders,
	searchProducts,
	searchVariants,
};
