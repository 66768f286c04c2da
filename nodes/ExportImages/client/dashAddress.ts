import { BASE_URL, originOf } from '../../shared/address';

/** Where Dash's API is. */
const HOST = 'api-v2.dash.app';

/** The scheme of what originExpression gives for a refused address: n8n's message quotes it. */
const REFUSED = 'api-base-url-must-be-empty-or-begin-with-https:';

/**
 * The address that all requests of a Dash credential begin with, without a slash at its end.
 *
 * @throws UserError for a base URL that is not safe
 */
export const dashOrigin = (credentials: { baseUrl?: unknown }): string =>
	originOf(HOST, credentials.baseUrl);

/** The rule of dashOrigin as text for an n8n expression, for a credential's test. */
export const originExpression = (data: '$self' | '$credentials'): string =>
	`{{ ((base) => base === "" ? "https://${HOST}" : ${String(BASE_URL)}.test(base) ? base.replace(/[/]+$/, "") : ${JSON.stringify(REFUSED)})(String(${data}["baseUrl"] ?? "").trim()) }}`;

/** Like originExpression, but gives only the host's name. */
export const hostExpression = (data: '$self' | '$credentials'): string =>
	`{{ ((base) => base === "" ? "${HOST}" : ${String(BASE_URL)}.test(base) ? base.replace(/^https?:[/][/]/i, "").replace(/(:\\d+)?([/].*)?$/, "") : "")(String(${data}["baseUrl"] ?? "").trim()) }}`;
