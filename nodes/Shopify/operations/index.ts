import type { Resource } from '../../shared/operation';
import type { Shop } from '../client/shop';
import { customer } from './customer';
import { graphql } from './graphql';
import { location } from './location';
import { order } from './order';
import { product } from './product';
import { shop } from './shop';

/** The resources of the Shopify Admin node; the first one is chosen in a new node. */
export const resources: ReadonlyArray<Resource<Shop>> = [
	order,
	product,
	customer,
	location,
	shop,
	graphql,
];
