package io.pgspan.testkit.base.apiserver;

/** The contract on the model itself. */
class ModelContractTest extends ApiContract {
    @Override
    Api open(ApiServerModel served) {
        return new ModelApi(served);
    }
}
