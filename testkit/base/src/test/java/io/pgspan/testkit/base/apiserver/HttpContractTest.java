package io.pgspan.testkit.base.apiserver;

/** The contract through a fabric8 client. */
class HttpContractTest extends ApiContract {
    @Override
    Api open(ApiServerModel served) {
        return new HttpApi(served);
    }
}
