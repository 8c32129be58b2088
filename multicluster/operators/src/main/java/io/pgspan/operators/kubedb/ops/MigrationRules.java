package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/** The rules of a move to another storage class. */
final class MigrationRules {
    private final OpsRequest request;
    private final DatabaseFacts facts;
    private final List<Violation> found = new ArrayList<>();

    MigrationRules(OpsRequest request, DatabaseFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    List<Violation> check(StorageMigration operation) {
        String path = OperationType.STORAGE_MIGRATION.path("storageClassName");
        String target = operation.storageClassName();
        if (request.stepTimeout().isEmpty()) {
            refuse(
                    "storage-migration.timeout",
                    "spec.timeout",
                    "",
                    "a migration must have a timeout; the documented example lacks it",
                    "write the time that copying one pod's data may take, for example 2h");
        }
        if (target.isEmpty()) {
            refuse("storage-migration.class", path, "", "no storage class is named", "name one");
        }
        if (facts.storageClass().filter(String::isEmpty).isPresent()) {
            refuse(
                    "storage-migration.source",
                    path,
                    target,
                    "the database names no storage class of its own",
                    "set spec.storage.storageClassName in the Postgres to the class it has");
        }
        facts.storageClasses().ifPresent(classes -> {
            unknownClass(target, path, classes.containsKey(target));
            facts.storageClass().filter(name -> !name.isEmpty()).ifPresent(from -> {
                unknownClass(from, path, classes.containsKey(from));
                if (classes.get(from) == DatabaseFacts.BindingMode.WAIT_FOR_FIRST_CONSUMER
                        && classes.get(target) == DatabaseFacts.BindingMode.IMMEDIATE) {
                    refuse(
                            "storage-migration.binding-mode",
                            path,
                            target,
                            "it binds volumes at once, but " + from + " waits for the first pod",
                            "choose a class with volumeBindingMode: WaitForFirstConsumer");
                }
            });
        });
        return found;
    }

    private void unknownClass(String name, String path, boolean known) {
        if (!known && !name.isEmpty()) {
            refuse(
                    "storage-migration.class-unknown",
                    path,
                    name,
                    "there is no storage class " + name,
                    "name one that exists");
        }
    }

    private void refuse(String rule, String path, String value, String message, String remedy) {
        found.add(Violation.of("kubedb.ops." + rule, path, value, message, remedy));
    }
}
