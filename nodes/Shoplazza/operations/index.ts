import type { Resource } from '../../shared/operation';
import type { Shop } from '../client/shop';
import { customer } from './customer';
import { fulfillment } from './fulfillment';
import { inventoryLevel } from './inventoryLevel';
import { location } from './location';
import { order } from './order';
import { product } from './product';
import { productImage } from './productImage';
import { productVariant } from './productVariant';
import { shop } from './shop';

/** The resources of the Shoplazza node; the first one is chosen in a new node. */
export const resources: ReadonlyArray<Resource<Shop>> = [
	product,
	productVariant,
	productImage,
	order,
	fulfillment,
	customer,
	inventoryLevel,
	location,
	shop,
];
