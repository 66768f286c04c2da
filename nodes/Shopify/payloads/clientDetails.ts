import type { Payload } from './payload';
import { absent, payload, plain } from './payload';

/** What is known of the browser that an order was placed with. */
export const ClientDetails: Payload = payload('Order', {
	accept_language: absent(),
	browser_height: absent(),
	browser_ip: plain('clientIp'),
	browser_width: absent(),
	session_hash: absent(),
	user_agent: absent(),
});
