/** What is declared for the shop, so that its tests are typed as a person's code is. */
import type { Api as Stele } from "../../query/index.ts";

interface Customer extends Stele.Row<CustomerPath> {
  id: number;
  name: string;
  email: string | null;
  city: string | null;
  born: string | null;
  active: boolean;
  settings: unknown | null;
  readonly orders: Stele.Many<Order>;
}
interface CustomerPath extends Stele.EntityPath<Customer> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly email: Stele.TextExpression;
  readonly city: Stele.TextExpression;
  readonly born: Stele.DateExpression;
  readonly active: Stele.Condition;
  readonly settings: Stele.JsonExpression;
  readonly orders: Stele.ManyPath<OrderPath>;
}
interface CustomerColumns {
  id: number;
  name: string;
  email: string | null;
  city: string | null;
  born: string | null;
  active: boolean;
  settings: unknown | null;
}
interface NewCustomer {
  id?: number;
  name: string;
  email?: string | null;
  city?: string | null;
  born?: string | null;
  active: boolean;
  settings?: unknown | null;
}
interface CustomerTypes extends Stele.EntityTypes {
  readonly entity: Customer;
  readonly path: CustomerPath;
  readonly columns: CustomerColumns;
  readonly create: NewCustomer;
  readonly key: number;
}
interface Product extends Stele.Row<ProductPath> {
  id: number;
  name: string;
  price: number;
  stock: number;
  category: string | null;
  weight: number | null;
  readonly product_tags: Stele.Many<ProductTag>;
  readonly order_items: Stele.Many<OrderItem>;
  readonly tags: Stele.Many<Tag>;
}
interface ProductPath extends Stele.EntityPath<Product> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly price: Stele.NumberExpression;
  readonly stock: Stele.NumberExpression;
  readonly category: Stele.TextExpression;
  readonly weight: Stele.NumberExpression;
  readonly product_tags: Stele.ManyPath<ProductTagPath>;
  readonly order_items: Stele.ManyPath<OrderItemPath>;
  readonly tags: Stele.ManyPath<TagPath>;
}
interface ProductColumns {
  id: number;
  name: string;
  price: number;
  stock: number;
  category: string | null;
  weight: number | null;
}
interface NewProduct {
  id?: number;
  name: string;
  price: number;
  stock: number;
  category?: string | null;
  weight?: number | null;
}
interface ProductTypes extends Stele.EntityTypes {
  readonly entity: Product;
  readonly path: ProductPath;
  readonly columns: ProductColumns;
  readonly create: NewProduct;
  readonly key: number;
}
interface Tag extends Stele.Row<TagPath> {
  id: number;
  name: string;
  readonly product_tags: Stele.Many<ProductTag>;
  readonly products: Stele.Many<Product>;
}
interface TagPath extends Stele.EntityPath<Tag> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly product_tags: Stele.ManyPath<ProductTagPath>;
  readonly products: Stele.ManyPath<ProductPath>;
}
interface TagColumns {
  id: number;
  name: string;
}
interface NewTag {
  id?: number;
  name: string;
}
interface TagTypes extends Stele.EntityTypes {
  readonly entity: Tag;
  readonly path: TagPath;
  readonly columns: TagColumns;
  readonly create: NewTag;
  readonly key: number;
}
interface ProductTag extends Stele.Row<ProductTagPath> {
  product_id: number;
  tag_id: number;
  get product(): Stele.One<Product>;
  set product(value: Product);
  get tag(): Stele.One<Tag>;
  set tag(value: Tag);
}
interface ProductTagPath extends Stele.EntityPath<ProductTag> {
  readonly product_id: Stele.NumberExpression;
  readonly tag_id: Stele.NumberExpression;
  readonly product: ProductPath & Stele.OnePath<Product>;
  readonly tag: TagPath & Stele.OnePath<Tag>;
}
interface ProductTagColumns {
  product_id: number;
  tag_id: number;
}
interface NewProductTag {
  product_id?: number;
  tag_id?: number;
  product?: Product;
  tag?: Tag;
}
interface ProductTagTypes extends Stele.EntityTypes {
  readonly entity: ProductTag;
  readonly path: ProductTagPath;
  readonly columns: ProductTagColumns;
  readonly create: NewProductTag;
  readonly key: { product_id: number; tag_id: number };
}
interface Order extends Stele.Row<OrderPath> {
  id: number;
  customer_id: number | null;
  placed: string;
  shipped: string | null;
  status: string;
  note: string | null;
  get customer(): Stele.One<Customer> | null;
  set customer(value: Customer | null);
  readonly order_items: Stele.Many<OrderItem>;
}
interface OrderPath extends Stele.EntityPath<Order> {
  readonly id: Stele.NumberExpression;
  readonly customer_id: Stele.NumberExpression;
  readonly placed: Stele.DateExpression;
  readonly shipped: Stele.DateExpression;
  readonly status: Stele.TextExpression;
  readonly note: Stele.TextExpression;
  readonly customer: CustomerPath & Stele.OnePath<Customer>;
  readonly order_items: Stele.ManyPath<OrderItemPath>;
}
interface OrderColumns {
  id: number;
  customer_id: number | null;
  placed: string;
  shipped: string | null;
  status: string;
  note: string | null;
}
interface NewOrder {
  id?: number;
  customer_id?: number | null;
  placed: string;
  shipped?: string | null;
  status: string;
  note?: string | null;
  customer?: Customer | null;
}
interface OrderTypes extends Stele.EntityTypes {
  readonly entity: Order;
  readonly path: OrderPath;
  readonly columns: OrderColumns;
  readonly create: NewOrder;
  readonly key: number;
}
interface OrderItem extends Stele.Row<OrderItemPath> {
  order_id: number;
  product_id: number;
  quantity: number;
  discount: number | null;
  get order(): Stele.One<Order>;
  set order(value: Order);
  get product(): Stele.One<Product>;
  set product(value: Product);
}
interface OrderItemPath extends Stele.EntityPath<OrderItem> {
  readonly order_id: Stele.NumberExpression;
  readonly product_id: Stele.NumberExpression;
  readonly quantity: Stele.NumberExpression;
  readonly discount: Stele.NumberExpression;
  readonly order: OrderPath & Stele.OnePath<Order>;
  readonly product: ProductPath & Stele.OnePath<Product>;
}
interface OrderItemColumns {
  order_id: number;
  product_id: number;
  quantity: number;
  discount: number | null;
}
interface NewOrderItem {
  order_id?: number;
  product_id?: number;
  quantity: number;
  discount?: number | null;
  order?: Order;
  product?: Product;
}
interface OrderItemTypes extends Stele.EntityTypes {
  readonly entity: OrderItem;
  readonly path: OrderItemPath;
  readonly columns: OrderItemColumns;
  readonly create: NewOrderItem;
  readonly key: { order_id: number; product_id: number };
}
interface Employee extends Stele.Row<EmployeePath> {
  id: number;
  name: string;
  manager_id: number | null;
  salary: number;
  hired: string;
  get manager(): Stele.One<Employee> | null;
  set manager(value: Employee | null);
  readonly manager_employees: Stele.Many<Employee>;
}
interface EmployeePath extends Stele.EntityPath<Employee> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly manager_id: Stele.NumberExpression;
  readonly salary: Stele.NumberExpression;
  readonly hired: Stele.DateExpression;
  readonly manager: EmployeePath & Stele.OnePath<Employee>;
  readonly manager_employees: Stele.ManyPath<EmployeePath>;
}
interface EmployeeColumns {
  id: number;
  name: string;
  manager_id: number | null;
  salary: number;
  hired: string;
}
interface NewEmployee {
  id?: number;
  name: string;
  manager_id?: number | null;
  salary: number;
  hired: string;
  manager?: Employee | null;
}
interface EmployeeTypes extends Stele.EntityTypes {
  readonly entity: Employee;
  readonly path: EmployeePath;
  readonly columns: EmployeeColumns;
  readonly create: NewEmployee;
  readonly key: number;
}
interface Shift extends Stele.Row<ShiftPath> {
  id: number;
  day: string;
  opens: string;
  clocked: string | null;
  effort: "low" | "medium" | "high" | null;
  badge: string | null;
  counter: number | null;
  paid: boolean;
  report: unknown | null;
}
interface ShiftPath extends Stele.EntityPath<Shift> {
  readonly id: Stele.NumberExpression;
  readonly day: Stele.DateExpression;
  readonly opens: Stele.DateExpression;
  readonly clocked: Stele.DateExpression;
  readonly effort: Stele.TextExpression;
  readonly badge: Stele.TextExpression;
  readonly counter: Stele.NumberExpression;
  readonly paid: Stele.Condition;
  readonly report: Stele.JsonExpression;
}
interface ShiftColumns {
  id: number;
  day: string;
  opens: string;
  clocked: string | null;
  effort: "low" | "medium" | "high" | null;
  badge: string | null;
  counter: number | null;
  paid: boolean;
  report: unknown | null;
}
interface NewShift {
  id?: number;
  day: string;
  opens: string;
  clocked?: string | null;
  effort?: "low" | "medium" | "high" | null;
  badge?: string | null;
  counter?: number | null;
  paid: boolean;
  report?: unknown | null;
}
interface ShiftTypes extends Stele.EntityTypes {
  readonly entity: Shift;
  readonly path: ShiftPath;
  readonly columns: ShiftColumns;
  readonly create: NewShift;
  readonly key: number;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Customer: Stele.EntitySet<CustomerTypes>;
  readonly Product: Stele.EntitySet<ProductTypes>;
  readonly Tag: Stele.EntitySet<TagTypes>;
  readonly ProductTag: Stele.EntitySet<ProductTagTypes>;
  readonly Order: Stele.EntitySet<OrderTypes>;
  readonly OrderItem: Stele.EntitySet<OrderItemTypes>;
  readonly Employee: Stele.EntitySet<EmployeeTypes>;
  readonly Shift: Stele.EntitySet<ShiftTypes>;
}
