// Small workflows for the checks, as n8n stores them.
import { randomUUID } from 'node:crypto';
import { credentials, nodeType } from './world.mjs';

const settings = { executionOrder: 'v1' };

/** A node of n8n's own. */
export function node(name, type, parameters, typeVersion = 1) {
	return { id: randomUUID(), name, type, typeVersion, parameters };
}

export const manualTrigger = () => node('Start', 'n8n-nodes-base.manualTrigger', {});

/**
 * Our node.
 *
 * @param {string} name
 * @param {object} parameters "Authentication" is the access token unless they say otherwise
 * @param {object} more credentials, onError, or another type
 */
export function shopify(name, parameters, more = {}) {
	const authentication = parameters.authentication ?? 'accessToken';
	return {
		...node(name, nodeType, { authentication, ...parameters }),
		credentials: credentials[authentication],
		...more,
	};
}

/** Two nodes of n8n that give one item per row. */
export function rows(list) {
	const jsonOutput = JSON.stringify({ rows: list });
	return [
		node('Rows', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput, options: {} }, 3.4),
		node('One item each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'rows', options: {} }),
	];
}

/** The nodes in a row behind a manual trigger. */
export function chain(name, nodes) {
	const all = [manualTrigger(), ...nodes].map((each, i) => ({ ...each, position: [220 * i, 0] }));
	const links = all
		.slice(1)
		.map((next, i) => [all[i].name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]);
	return { name, nodes: all, connections: Object.fromEntries(links), settings };
}

/** An order chosen by its id, as the node's parameter stores it. */
export const byId = (value) => ({ __rl: true, mode: 'id', value });
