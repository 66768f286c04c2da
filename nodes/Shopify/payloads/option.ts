import type { Payload } from './payload';
import { legacyId, parentId, payload, plain } from './payload';

/** An option of a product, such as its sizes. */
export const Option: Payload = payload('ProductOption', {
	id: legacyId(),
	product_id: parentId(),
	name: plain('name'),
	position: plain('position'),
	values: plain('values'),
});
