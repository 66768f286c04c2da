// `npm run conformance -- --origin URL --token T [--version V]`: the node's operations against any
// server that speaks the Admin GraphQL API. It changes and removes only what it has made.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import { conform, newMark } from './conform.mts';
import { Meter } from './meter.mts';
import { blindSpots, counts, heading, line, summary } from './report.mts';

const USAGE = `npm run conformance -- --origin URL --token T [--version ${API_VERSIONS.join('|')}]

  --origin   https://my-shop.myshopify.com, or the base URL of a gateway or of the sandbox
  --token    an Admin API access token of it
  --version  the API version to ask for; ${API_VERSIONS[0]} unless given

Use a shop for testing: a product is published, a customer invited, and two orders are made, changed
and deleted.`;

function readArguments(): { origin: string; token: string; version?: string } {
	const { values } = parseArgs({
		options: {
			origin: { type: 'string' },
			token: { type: 'string' },
			version: { type: 'string' },
		},
	});
	const { origin, token, version } = values;
	if (!origin || !token) throw new TypeError('--origin and --token are needed');
	if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) {
		throw new TypeError(`--origin is not an address: ${origin}`);
	}
	if (version && !API_VERSIONS.some((known) => known === version)) {
		throw new TypeError(`--version is not one of ${API_VERSIONS.join(', ')}: ${version}`);
	}
	return { origin, token, version };
}

// The table tells what went wrong; n8n's own log would stand between its rows.
process.env.N8N_LOG_LEVEL ??= 'silent';

let interrupted = false;
process.on('SIGINT', () => {
	if (interrupted) process.exit(130);
	interrupted = true;
	console.log('\nStopping: what was made is removed. Ctrl-C again leaves it there.');
});

try {
	const { origin, token, version } = readArguments();
	const meter = await Meter.start(origin);
	const mark = newMark();
	console.log(`Everything that this run makes has the mark ${mark}.\n\n${heading()}`);
	const rows = await conform({ meter, token, version }, mark, {
		row: (row) => console.log(line(row)),
		stopped: () => interrupted,
	});
	meter.stop();
	console.log(`\n${blindSpots(rows)}${summary(rows)}`);
	const { failed, skipped, 'not there yet': absent } = counts(rows);
	process.exitCode = failed > 0 || interrupted ? 1 : skipped + absent > 0 ? 2 : 0;
} catch (error) {
	if (!(error instanceof TypeError)) throw error;
	console.error(`${error.message}\n\n${USAGE}`);
	process.exitCode = 64;
}
