import { searchCustomers } from './customer';
import { searchLocations } from './location';
import { searchOrders } from './order';
import { searchProducts } from './product';

/** List-search methods of the node, by the names that the locators use. */
export const lookups = { searchCustomers, searchLocations, searchOrders, searchProducts };
