// A reverse proxy on loopback that remembers what passes: the node comes in by one, and the files
// of the exports have an address of their own by another, as they would on S3 or a CDN.
import { createServer, request as forward } from 'node:http';

export class Gateway {
	/** The requests so far: [{ time, method, path, headers }], times in ms. */
	requests = [];
	/** What to do when a request has been answered, before the answer goes on: [{ matches, action }]. */
	#errands = [];

	static async start() {
		const gateway = new Gateway();
		const server = createServer((incoming, outgoing) => gateway.#pass(incoming, outgoing));
		await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
		// It ends with the process.
		server.unref();
		gateway.url = `http://127.0.0.1:${server.address().port}`;
		return gateway;
	}

	/** Where the requests go. */
	forwardTo(url) {
		this.target = new URL(url);
	}

	/** Forgets the requests so far. */
	clear() {
		this.requests = [];
	}

	/** Once, after the answer to a request whose method and path match ("POST /admin/…"). */
	once(matches, action) {
		this.#errands.push({ matches, action });
	}

	#pass(incoming, outgoing) {
		const { method, url: path, headers } = incoming;
		this.requests.push({ time: Date.now(), method, path, headers });
		const onward = forward({
			host: this.target.hostname,
			port: this.target.port,
			method,
			path,
			headers: { ...headers, host: this.target.host },
		});
		onward.on('response', (answer) => {
			const index = this.#errands.findIndex(({ matches }) => matches.test(`${method} ${path}`));
			const [errand] = index < 0 ? [] : this.#errands.splice(index, 1);
			Promise.resolve(errand?.action())
				.then(() => {
					outgoing.writeHead(answer.statusCode, answer.headers);
					answer.pipe(outgoing);
				})
				.catch((error) => outgoing.destroy(error));
		});
		onward.on('error', () => outgoing.destroy());
		outgoing.on('close', () => onward.destroy());
		incoming.pipe(onward);
	}
}
