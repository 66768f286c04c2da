// Loaded before Medusa 1, whose `start` cannot be told to listen on loopback only.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
	return listen.call(this, port, '127.0.0.1', ...rest);
};
