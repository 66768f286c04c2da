import type { Payload } from './payload';
import { payload, plain } from './payload';

/** A line's properties and the note attributes of an order, a draft order or a checkout. */
export const Attribute: Payload = payload('Attribute', {
	name: plain('key'),
	value: plain('value'),
});
