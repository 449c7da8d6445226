package dev.rollcall.receiver.web;

import dev.rollcall.receiver.testing.RunningReceiver;

class SqliteBatchEndpointTest extends BatchEndpointContract {

    @Override
    RunningReceiver receiver() {
        return RunningReceiver.onSqlite();
    }
}
