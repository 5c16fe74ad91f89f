package dev.descent.run;

import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import dev.descent.model.Models;
import dev.descent.model.StoredModel;
import dev.descent.nn.data.Table;
import java.util.Optional;

/** What requests refer to, by id or name. */
interface References {

    Optional<DatasetView> dataset(String idOrName);

    Table table(DatasetView found);

    Optional<StoredModel> model(String idOrName);

    /** As it is at the moment. */
    record Stored(Datasets datasets, Models models) implements References {

        @Override
        public Optional<DatasetView> dataset(String idOrName) {
            return datasets.lookup(idOrName);
        }

        @Override
        public Table table(DatasetView found) {
            return datasets.table(found);
        }

        @Override
        public Optional<StoredModel> model(String idOrName) {
            return models.lookup(idOrName);
        }
    }
}
