import type { Resource } from '../../shared/operation';
import type { Store } from '../client/store';
import { customer } from './customer';
import { inventoryLevel } from './inventoryLevel';
import { location } from './location';
import { order } from './order';
import { product } from './product';
import { productImage } from './productImage';
import { productVariant } from './productVariant';
import { shop } from './shop';

/** The resources of the SHOPLINE node; the first one is chosen in a new node. */
export const resources: ReadonlyArray<Resource<Store>> = [
	product,
	productImage,
	productVariant,
	order,
	customer,
	inventoryLevel,
	location,
	shop,
];
