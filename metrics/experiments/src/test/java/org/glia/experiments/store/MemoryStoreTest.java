package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

    @Override
    DatabaseResults open() {
        return DatabaseResults.inMemory();
    }

    @Test
    void storesInMemoryKnowNothingOfEachOther() {
        store.enter(plan.study(), plan);
        try (var other = DatabaseResults.inMemory()) {
            assertEquals(List.of(), other.studies());
        }
    }
}
