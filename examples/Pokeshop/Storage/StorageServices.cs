namespace Pokeshop.Storage;

public static class StorageServices
{
    public static IServiceCollection AddShopStorage(this IServiceCollection services, string connectionString) => services
        .AddSingleton(_ => new ShopDatabase(connectionString))
        .AddSingleton<ShopSchema>();
}
