namespace Pokeshop.Hosting;

/// <summary>The service a process is; <see cref="All"/> is the api, with the other two as child processes.</summary>
public enum ShopRole
{
    All,
    Api,
    Worker,
    Catalogue,
}

/// <summary>How a role is called outside this program.</summary>
public static class ShopRoleNames
{
    /// <summary>The resource attribute <c>service.name</c>.</summary>
    public static string ServiceName(this ShopRole role) => role switch
    {
        ShopRole.All or ShopRole.Api => "pokeshop-api",
        ShopRole.Worker => "pokeshop-worker",
        _ => "pokeshop-catalogue",
    };

    /// <summary>The first word of the line that says where the service listens.</summary>
    public static string Announced(this ShopRole role) => role switch
    {
        ShopRole.All or ShopRole.Api => "pokeshop",
        _ => role.ServiceName(),
    };

    public static bool ServesShop(this ShopRole role) => role is ShopRole.All or ShopRole.Api;

    public static bool NeedsDatabase(this ShopRole role) => role is not ShopRole.Catalogue;
}
