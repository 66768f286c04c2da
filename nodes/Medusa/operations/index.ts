import type { Resource } from '../../shared/operation';
import type { Server } from '../client/server';
import { batchJob } from './batchJob';
import { order } from './order';
import { product } from './product';

/** The resources of the Medusa node; the first one is chosen in a new node. */
export const resources: ReadonlyArray<Resource<Server>> = [product, order, batchJob];
