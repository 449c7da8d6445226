package dev.rollcall.walk;

import java.util.List;

class WholeWalkOnSqliteIT extends WholeWalkContract {

    @Override
    List<String> database() {
        return List.of();
    }
}
