namespace Firesteel.IntegrationTests.Lake;

public sealed class MinioTransferTests(MinioLake lake) : TransferTests<MinioLake>(lake);
