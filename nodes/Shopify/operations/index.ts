import type { Resource } from '../../shared/operation';
import type { Shop } from '../client/shop';
import { abandonedCheckout } from './abandonedCheckout';
import { collect } from './collect';
import { collection } from './collection';
import { customer } from './customer';
import { draftOrder } from './draftOrder';
import { fulfillment } from './fulfillment';
import { fulfillmentOrder } from './fulfillmentOrder';
import { graphql } from './graphql';
import { inventoryItem } from './inventoryItem';
import { inventoryLevel } from './inventoryLevel';
import { location } from './location';
import { lookup } from './lookup';
import { metafield } from './metafield';
import { order } from './order';
import { product } from './product';
import { productImage } from './productImage';
import { productVariant } from './productVariant';
import { shop } from './shop';

/** The resources of the Shopify Admin node; the first one is chosen in a new node. */
export const resources: ReadonlyArray<Resource<Shop>> = [
	order,
	product,
	productVariant,
	productImage,
	collection,
	collect,
	customer,
	location,
	shop,
	abandonedCheckout,
	draftOrder,
	fulfillment,
	fulfillmentOrder,
	lookup,
	inventoryItem,
	inventoryLevel,
	metafield,
	graphql,
];
