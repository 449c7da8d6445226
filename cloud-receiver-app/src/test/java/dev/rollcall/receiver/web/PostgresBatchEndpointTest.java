package dev.rollcall.receiver.web;

import dev.rollcall.receiver.testing.RunningReceiver;

class PostgresBatchEndpointTest extends BatchEndpointContract {

    @Override
    RunningReceiver receiver() {
        return RunningReceiver.onPostgres();
    }
}
